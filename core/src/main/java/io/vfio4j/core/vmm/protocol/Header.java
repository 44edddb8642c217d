package io.vfio4j.core.vmm.protocol;

/**
 * What every message begins with.
 *
 * <pre>
 *   0        2          4          8         12        16
 *   +--------+----------+----------+---------+---------+
 *   |   id   | command  |   size   |  flags  |  error  |
 *   +--------+----------+----------+---------+---------+
 *
 *   flags   0-3  type: 0 request, 1 reply
 *             4  NO_REPLY: nothing may be sent back
 *             5  ERROR, only in replies: error is a Linux errno, and there is no payload
 * </pre>
 */
public final class Header extends View {
  /** Bytes of it. */
  public static final int SIZE = 16;

  private static final int ID = 0;
  private static final int COMMAND = 2;
  private static final int MESSAGE_SIZE = 4;
  private static final int FLAGS = 8;
  private static final int ERROR = 12;

  private static final int TYPE = 0xf;
  private static final int TYPE_REQUEST = 0;
  private static final int TYPE_REPLY = 1;
  private static final int NO_REPLY = 0x10;
  private static final int FAILED = 0x20;

  /** A header laid over nothing yet. */
  public Header() {
    super(SIZE);
  }

  /** Which request it is, or of which it is the reply: the sender's own numbering, 16 bits. */
  public int id() {
    return u16(ID);
  }

  /** See {@link Command}. */
  public int command() {
    return u16(COMMAND);
  }

  /** Of the whole message. */
  public long size() {
    return u32(MESSAGE_SIZE);
  }

  /** Whether it is a request. */
  public boolean request() {
    return (i32(FLAGS) & TYPE) == TYPE_REQUEST;
  }

  /** Whether it is the reply to a request. Neither is a message of a type that does not exist. */
  public boolean reply() {
    return (i32(FLAGS) & TYPE) == TYPE_REPLY;
  }

  /** Whether nothing may be sent back, not even an error. */
  public boolean noReply() {
    return (i32(FLAGS) & NO_REPLY) != 0;
  }

  /** Whether it is the reply to a request that failed. */
  public boolean failed() {
    return (i32(FLAGS) & FAILED) != 0;
  }

  /** The errno of a reply that {@link #failed}. */
  public int errno() {
    return i32(ERROR);
  }

  /** Writes a request's header. */
  public void putRequest(int id, int command, long size) {
    put(id, command, size, TYPE_REQUEST, 0);
  }

  /** Writes a reply's header. */
  public void putReply(int id, int command, long size) {
    put(id, command, size, TYPE_REPLY, 0);
  }

  /** Writes an error reply, which is a header alone. */
  public void putError(int id, int command, int errno) {
    put(id, command, SIZE, TYPE_REPLY | FAILED, errno);
  }

  private void put(int id, int command, long size, int flags, int error) {
    u16(ID, id);
    u16(COMMAND, command);
    u32(MESSAGE_SIZE, size);
    u32(FLAGS, flags);
    u32(ERROR, error);
  }
}
