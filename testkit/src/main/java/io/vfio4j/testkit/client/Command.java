package io.vfio4j.testkit.client;

/**
 * The commands of the vfio-user protocol, by their numbers in its specification.
 *
 * @since 0.1
 */
public final class Command {
  /** VFIO_USER_VERSION. */
  public static final int VERSION = 1;

  /** VFIO_USER_DMA_MAP. */
  public static final int DMA_MAP = 2;

  /** VFIO_USER_DMA_UNMAP. */
  public static final int DMA_UNMAP = 3;

  /** VFIO_USER_DEVICE_GET_INFO. */
  public static final int DEVICE_GET_INFO = 4;

  /** VFIO_USER_DEVICE_GET_REGION_INFO. */
  public static final int DEVICE_GET_REGION_INFO = 5;

  /** VFIO_USER_DEVICE_GET_REGION_IO_FDS. */
  public static final int DEVICE_GET_REGION_IO_FDS = 6;

  /** VFIO_USER_DEVICE_GET_IRQ_INFO. */
  public static final int DEVICE_GET_IRQ_INFO = 7;

  /** VFIO_USER_DEVICE_SET_IRQS. */
  public static final int DEVICE_SET_IRQS = 8;

  /** VFIO_USER_REGION_READ. */
  public static final int REGION_READ = 9;

  /** VFIO_USER_REGION_WRITE. */
  public static final int REGION_WRITE = 10;

  /** VFIO_USER_DMA_READ, from the server. */
  public static final int DMA_READ = 11;

  /** VFIO_USER_DMA_WRITE, from the server. */
  public static final int DMA_WRITE = 12;

  /** VFIO_USER_DEVICE_RESET. */
  public static final int DEVICE_RESET = 13;

  /** VFIO_USER_REGION_WRITE_MULTI. */
  public static final int REGION_WRITE_MULTI = 15;

  /** VFIO_USER_DEVICE_FEATURE. */
  public static final int DEVICE_FEATURE = 16;

  private Command() {}
}
