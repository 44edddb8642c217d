package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The interrupts of a device: DEVICE_GET_IRQ_INFO and DEVICE_SET_IRQS.
 *
 * <pre>
 *   0         4         8         12        16        20
 *  +---------+---------+---------+---------+---------+--------------------+
 *  | argsz   | flags   | index   | start   | count   | a byte each (BOOL) |   SET_IRQS
 *  +---------+---------+---------+---------+---------+--------------------+
 *  | argsz   | flags   | index   | count   |                                  GET_IRQ_INFO
 *  +---------+---------+---------+---------+
 * </pre>
 *
 * @since 0.1
 */
public final class ClientIrqs {
  /** VFIO_IRQ_SET_DATA_NONE. */
  public static final int NONE = 1;

  /** VFIO_IRQ_SET_DATA_BOOL. */
  public static final int BOOL = 2;

  /** VFIO_IRQ_SET_DATA_EVENTFD. */
  public static final int EVENTFD = 4;

  /** VFIO_IRQ_SET_ACTION_MASK. */
  public static final int MASK = 8;

  /** VFIO_IRQ_SET_ACTION_UNMASK. */
  public static final int UNMASK = 16;

  /** VFIO_IRQ_SET_ACTION_TRIGGER. */
  public static final int TRIGGER = 32;

  private static final int INFO_SIZE = 16;
  private static final int SET_SIZE = 20;

  private final Connection connection;

  ClientIrqs(Connection connection) {
    this.connection = connection;
  }

  /** Asks for an index. */
  public ClientIrq info(int index) {
    byte[] request = Message.littleEndian(INFO_SIZE).putInt(INFO_SIZE).putInt(8, index).array();
    ByteBuffer reply = connection.ask(Command.DEVICE_GET_IRQ_INFO, request).payload();
    return new ClientIrq(reply.getInt(8), reply.getInt(4), reply.getInt(12));
  }

  /** Gives vectors from {@code start} on their eventfds, which stay the caller's. */
  public void eventFds(int index, int start, EventFd... eventFds) {
    Descriptor[] descriptors =
        Arrays.stream(eventFds).map(EventFd::descriptor).toArray(Descriptor[]::new);
    set(EVENTFD | TRIGGER, index, start, eventFds.length, new byte[0], descriptors);
  }

  /** Takes eventfds away; QEMU's way to enable MSI-X with every vector masked. */
  public void withoutEventFds(int index, int start, int count) {
    set(EVENTFD | TRIGGER, index, start, count, new byte[0]);
  }

  /** Turns a whole index off. */
  public void off(int index) {
    set(NONE | TRIGGER, index, 0, 0, new byte[0]);
  }

  /**
   * Masks, unmasks or fires vectors.
   *
   * @param action {@link #MASK}, {@link #UNMASK} or {@link #TRIGGER}
   */
  public void act(int action, int index, int start, int count) {
    set(NONE | action, index, start, count, new byte[0]);
  }

  /** Sends any SET_IRQS, also one that makes no sense. */
  public void set(
      int flags, int index, int start, int count, byte[] bools, Descriptor... descriptors) {
    byte[] request =
        Message.littleEndian(SET_SIZE + bools.length)
            .putInt(SET_SIZE + bools.length)
            .putInt(flags)
            .putInt(index)
            .putInt(start)
            .putInt(count)
            .put(bools)
            .array();
    connection.ask(Command.DEVICE_SET_IRQS, request, descriptors);
  }
}
