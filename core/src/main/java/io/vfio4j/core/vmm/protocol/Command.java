package io.vfio4j.core.vmm.protocol;

/** What a message asks for: {@code enum vfio_user_command} of the vfio-user specification. */
public final class Command {
  /** Version and capabilities; a connection's first message. */
  public static final int VERSION = 1;

  /** The client makes memory reachable. */
  public static final int DMA_MAP = 2;

  /** The client takes memory back. */
  public static final int DMA_UNMAP = 3;

  /** What the device is. */
  public static final int DEVICE_GET_INFO = 4;

  /** What a region is. */
  public static final int DEVICE_GET_REGION_INFO = 5;

  /** Descriptors that stand for writes to a region. */
  public static final int DEVICE_GET_REGION_IO_FDS = 6;

  /** What an IRQ index is. */
  public static final int DEVICE_GET_IRQ_INFO = 7;

  /** Sets, masks or fires interrupts. */
  public static final int DEVICE_SET_IRQS = 8;

  /** Reads from a region. */
  public static final int REGION_READ = 9;

  /** Writes to a region. */
  public static final int REGION_WRITE = 10;

  /** The device reads the client's memory: the server asks. */
  public static final int DMA_READ = 11;

  /** The device writes the client's memory: the server asks. */
  public static final int DMA_WRITE = 12;

  /** Resets the device. */
  public static final int DEVICE_RESET = 13;

  /** Several small writes to regions. */
  public static final int REGION_WRITE_MULTI = 15;

  /** Gets, sets or probes a device feature. */
  public static final int DEVICE_FEATURE = 16;

  private Command() {}
}
