package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.Descriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A message as it came.
 *
 * <pre>
 *   0        2        4                 8                 12               16
 *  +--------+--------+-----------------+-----------------+-----------------+---------
 *  | id     | command| size            | flags           | error           | payload
 *  +--------+--------+-----------------+-----------------+-----------------+---------
 *                                        0-3  0 request, 1 reply
 *                                        4    no reply wanted
 *                                        5    error
 * </pre>
 *
 * @param id which the sender of the request chose
 * @param command see {@link Command}
 * @param flags see the picture
 * @param error an errno if flag 5 is set
 * @param payload what follows the header, little endian, read-only
 * @param descriptors what came along; the receiver of this message closes them
 * @since 0.1
 */
public record Message(
    int id, int command, int flags, int error, ByteBuffer payload, List<Descriptor> descriptors) {
  /** Bytes of a header. */
  public static final int HEADER = 16;

  /** Type bits. */
  static final int TYPE_MASK = 0xf;

  /** The type of a reply. */
  static final int REPLY = 1;

  /** No reply wanted. */
  static final int NO_REPLY = 0x10;

  /** Error. */
  static final int ERROR = 0x20;

  /** Whether it answers a request. */
  public boolean isReply() {
    return (flags & TYPE_MASK) == REPLY;
  }

  /** Whether it says that a request failed. */
  public boolean isError() {
    return (flags & ERROR) != 0;
  }

  /** Bytes of the whole message. */
  public int size() {
    return HEADER + payload.capacity();
  }

  /** Closes the descriptors that came along. */
  public void closeDescriptors() {
    descriptors.forEach(Descriptor::close);
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] bytes(int id, int command, int flags, int error, byte[] payload) {
    return littleEndian(HEADER + payload.length)
        .putShort((short) id)
        .putShort((short) command)
        .putInt(HEADER + payload.length)
        .putInt(flags)
        .putInt(error)
        .put(payload)
        .array();
  }
}
