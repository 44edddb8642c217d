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
 *
 * <p>Read and written as two words, for each message comes by here: an access to a segment is some
 * twenty instructions, most of them checks.
 */
public final class Header extends View {
  /** Bytes of it. */
  public static final int SIZE = 16;

  private static final int COMMAND = 16;
  private static final int MESSAGE_SIZE = 32;
  private static final int SECOND = 8;
  private static final int ERROR = 32;
  private static final int U16 = 0xffff;

  private static final int TYPE = 0xf;
  private static final int TYPE_REQUEST = 0;
  private static final int TYPE_REPLY = 1;
  private static final int NO_REPLY = 0x10;
  private static final int FAILED = 0x20;

  private long first;
  private long second;

  /** A header laid over nothing yet. */
  public Header() {
    super(SIZE);
  }

  @Override
  void load() {
    first = i64(0);
    second = i64(SECOND);
  }

  /** Which request it is, or of which it is the reply: the sender's own numbering, 16 bits. */
  public int id() {
    return (int) first & U16;
  }

  /** See {@link Command}. */
  public int command() {
    return (int) (first >>> COMMAND) & U16;
  }

  /** Of the whole message. */
  public long size() {
    return first >>> MESSAGE_SIZE;
  }

  /** Whether it is a request. */
  public boolean request() {
    return (flags() & TYPE) == TYPE_REQUEST;
  }

  /** Whether it is the reply to a request. Neither is a message of a type that does not exist. */
  public boolean reply() {
    return (flags() & TYPE) == TYPE_REPLY;
  }

  /** Whether nothing may be sent back, not even an error. */
  public boolean noReply() {
    return (flags() & NO_REPLY) != 0;
  }

  /** Whether it is the reply to a request that failed. */
  public boolean failed() {
    return (flags() & FAILED) != 0;
  }

  /** The errno of a reply that {@link #failed}. */
  public int errno() {
    return (int) (second >>> ERROR);
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

  private int flags() {
    return (int) second;
  }

  private void put(int id, int command, long size, int flags, int error) {
    first = (size << MESSAGE_SIZE) | ((long) (command & U16) << COMMAND) | (id & U16);
    second = ((long) error << ERROR) | Integer.toUnsignedLong(flags);
    i64(0, first);
    i64(SECOND, second);
  }
}
