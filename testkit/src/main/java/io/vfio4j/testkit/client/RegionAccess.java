package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;

/**
 * REGION_READ and REGION_WRITE.
 *
 * <pre>
 *   0                8         12        16
 *  +----------------+---------+---------+------------------------------------+
 *  | offset         | region  | count   | data: in the write, in the read's reply
 *  +----------------+---------+---------+------------------------------------+
 * </pre>
 */
final class RegionAccess {
  static final int HEAD = 16;
  private static final int COUNT = 12;

  private RegionAccess() {}

  static byte[] request(int region, long offset, int count, int data) {
    return Message.littleEndian(HEAD + data).putLong(offset).putInt(region).putInt(count).array();
  }

  static byte[] write(int region, long offset, byte[] bytes, int count) {
    byte[] request = request(region, offset, count, count);
    System.arraycopy(bytes, 0, request, HEAD, count);
    return request;
  }

  /** How many bytes a request is about. */
  static int count(ByteBuffer request) {
    return request.capacity() < HEAD ? 0 : request.getInt(COUNT);
  }

  /**
   * The data of a reply, which says again what it answers.
   *
   * @param due how many bytes
   * @throws ConnectionLost if it is a reply to something else
   */
  static byte[] data(byte[] request, ByteBuffer reply, int due) {
    ByteBuffer head = Message.littleEndian(HEAD).put(request, 0, HEAD).flip();
    // Of nothing some servers send back nothing, not even where it was.
    if (count(head) == 0 && reply.capacity() == 0) {
      return new byte[0];
    }
    byte[] data = new byte[Math.max(0, reply.capacity() - HEAD)];
    if (reply.capacity() < HEAD || data.length != due) {
      throw new ConnectionLost(
          "a reply of %d bytes, where %d were due".formatted(reply.capacity(), HEAD + due));
    }
    if (!reply.slice(0, HEAD).equals(head)) {
      String came = text(reply);
      throw new ConnectionLost("a reply on %s, where %s was due".formatted(came, text(head)));
    }
    reply.get(HEAD, data);
    return data;
  }

  private static String text(ByteBuffer head) {
    return "region %d, offset 0x%x, %s bytes"
        .formatted(head.getInt(8), head.getLong(0), Integer.toUnsignedString(head.getInt(COUNT)));
  }
}
