package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;

/**
 * How a client understands DMA_READ and DMA_WRITE.
 *
 * <pre>
 *   payload   0                 8                 16
 *            +-----------------+-----------------+-------
 *   STANDARD | address         | count           | data
 *            +-----------------+--------+--------+-------
 *   QEMU_10  | address         | count  | data
 *            +-----------------+--------+----------------
 *                                       12
 * </pre>
 *
 * @since 0.1
 */
public enum DmaLayout {
  /** As the specification says; QEMU 11. */
  STANDARD {
    @Override
    long count(ByteBuffer request) {
      return request.getLong(COUNT);
    }

    @Override
    int data() {
      return 16;
    }

    @Override
    byte[] writeReply(ByteBuffer request) {
      byte[] head = new byte[data()];
      request.get(0, head);
      return head;
    }
  },

  /**
   * As QEMU 10.1 and 10.2 do it: a count of 32 bits and the data right behind it, in a message that
   * is no shorter for it; the reply to a write is a header alone.
   */
  QEMU_10 {
    @Override
    long count(ByteBuffer request) {
      return Integer.toUnsignedLong(request.getInt(COUNT));
    }

    @Override
    int data() {
      return 12;
    }

    @Override
    byte[] writeReply(ByteBuffer request) {
      return new byte[0];
    }
  };

  /**
   * Address and 64-bit count: the least that a request has, and what a read's reply begins with.
   */
  static final int HEAD = 16;

  private static final int COUNT = 8;

  abstract long count(ByteBuffer request);

  abstract int data();

  abstract byte[] writeReply(ByteBuffer request);

  byte[] readReply(ByteBuffer request, byte[] bytes) {
    byte[] payload = new byte[HEAD + bytes.length];
    request.get(0, payload, 0, data());
    System.arraycopy(bytes, 0, payload, data(), bytes.length);
    return payload;
  }
}
