package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The structures that sendmsg(2) and recvmsg(2) want, made once and filled for each call.
 *
 * <pre>
 *    0  struct msghdr   0 name  8 namelen  16 iov  24 iovlen  32 control  40 controllen  48 flags
 *   56  struct iovec[2] 0 base  8 len
 *   88  control data    one struct cmsghdr: 0 len  8 level  12 type  16 descriptors, 4 bytes each
 * </pre>
 *
 * The layout is that of every 64-bit Linux.
 */
final class SocketMessage {
  /** SCM_MAX_FD: the kernel carries no more descriptors in one message. */
  static final int MOST_DESCRIPTORS = 253;

  private static final int IOV = 16;
  private static final int IOV_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;
  private static final int VECTORS = 56;
  private static final int VECTOR_BYTES = 16;
  private static final int CONTROL_DATA = 88;
  private static final int CONTROL_HEADER = 16;
  private static final int LEVEL = 8;
  private static final int TYPE = 12;

  private final int controlRoom;
  private final MemorySegment memory;

  SocketMessage(int descriptors) {
    controlRoom = controlSpace(descriptors);
    memory = Arena.ofAuto().allocate(CONTROL_DATA + controlRoom, Long.BYTES);
    memory.set(JAVA_LONG, IOV, memory.address() + VECTORS);
    memory.set(JAVA_LONG, CONTROL, memory.address() + CONTROL_DATA);
  }

  long address() {
    return memory.address();
  }

  void vectors(int count) {
    memory.set(JAVA_LONG, IOV_COUNT, count);
  }

  void vector(int index, long address, long length) {
    memory.set(JAVA_LONG, VECTORS + index * VECTOR_BYTES, address);
    memory.set(JAVA_LONG, VECTORS + index * VECTOR_BYTES + 8, length);
  }

  /** Moves on after a short send: the bytes are gone, and the descriptors went with the first. */
  void advance(long sent) {
    memory.set(JAVA_LONG, CONTROL_LENGTH, 0);
    long left = sent;
    for (int at = VECTORS; at < CONTROL_DATA; at += VECTOR_BYTES) {
      long length = memory.get(JAVA_LONG, at + 8);
      long done = Math.min(left, length);
      memory.set(JAVA_LONG, at, memory.get(JAVA_LONG, at) + done);
      memory.set(JAVA_LONG, at + 8, length - done);
      left -= done;
    }
  }

  /** The kernel overwrites it, so it is set before every receive. The flags it only writes. */
  void offerControl() {
    memory.set(JAVA_LONG, CONTROL_LENGTH, controlRoom);
  }

  boolean controlTruncated() {
    return (memory.get(JAVA_INT, FLAGS) & SocketCalls.MSG_CTRUNC) != 0;
  }

  /** How many descriptors came with the last receive. */
  int receivedCount() {
    if (memory.get(JAVA_LONG, CONTROL_LENGTH) < CONTROL_HEADER) {
      return 0;
    }
    boolean rights =
        memory.get(JAVA_INT, CONTROL_DATA + LEVEL) == SocketCalls.SOL_SOCKET
            && memory.get(JAVA_INT, CONTROL_DATA + TYPE) == SocketCalls.SCM_RIGHTS;
    long length = memory.get(JAVA_LONG, CONTROL_DATA);
    return rights ? (int) ((length - CONTROL_HEADER) / Integer.BYTES) : 0;
  }

  int descriptor(int index) {
    return memory.get(JAVA_INT, CONTROL_DATA + CONTROL_HEADER + index * Integer.BYTES);
  }

  void descriptor(int index, int number) {
    memory.set(JAVA_INT, CONTROL_DATA + CONTROL_HEADER + index * Integer.BYTES, number);
  }

  /** Announces the descriptors 0 to {@code count - 1} for the next send. */
  void sendControl(int count) {
    memory.set(JAVA_LONG, CONTROL_LENGTH, count == 0 ? 0 : controlSpace(count));
    if (count > 0) {
      memory.set(JAVA_LONG, CONTROL_DATA, CONTROL_HEADER + count * Integer.BYTES);
      memory.set(JAVA_INT, CONTROL_DATA + LEVEL, SocketCalls.SOL_SOCKET);
      memory.set(JAVA_INT, CONTROL_DATA + TYPE, SocketCalls.SCM_RIGHTS);
    }
  }

  private static int controlSpace(int descriptors) {
    return (CONTROL_HEADER + descriptors * Integer.BYTES + 7) & ~7;
  }
}
