package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;

/**
 * What DEVICE_GET_INFO answers.
 *
 * <pre>
 *   0         4         8             12
 *  +---------+---------+-------------+----------+
 *  | argsz   | flags   | num_regions | num_irqs |
 *  +---------+---------+-------------+----------+
 * </pre>
 *
 * @param flags 1 reset works, 2 PCI
 * @param regions how many region indices
 * @param irqs how many IRQ indices
 * @since 0.1
 */
public record ClientDevice(int flags, int regions, int irqs) {
  private static final int SIZE = 16;

  /** Whether the device can be reset. */
  public boolean resettable() {
    return (flags & 1) != 0;
  }

  static byte[] request() {
    return Message.littleEndian(SIZE).putInt(SIZE).array();
  }

  static ClientDevice reply(ByteBuffer payload) {
    return new ClientDevice(payload.getInt(4), payload.getInt(8), payload.getInt(12));
  }
}
