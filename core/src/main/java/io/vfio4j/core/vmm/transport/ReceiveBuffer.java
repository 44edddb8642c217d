package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.AnonymousMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap bytes that were received and not used yet.
 *
 * <pre>
 *   0          start            end        capacity
 *   +------------+----------------+------------+
 *   |    used    |    received    |    room    |
 *   +------------+----------------+------------+
 * </pre>
 */
final class ReceiveBuffer implements AutoCloseable {
  /** What a receive takes at most of frames that nobody has seen the length of. */
  static final long AT_ONCE = 16 << 10;

  /**
   * What one takes after a frame whose end went elsewhere: likely the next one's does too, and what
   * came early of it would have to be copied there.
   */
  static final long FEW = 256;

  /** Room below which it is worth while to move what is there to the front. */
  private static final long LEAST_ROOM = 4 << 10;

  private final long greatestCapacity;
  private Arena arena = Arena.ofConfined();
  private MemorySegment bytes;
  private long start;
  private long end;

  /** Where in the stream the buffer's first byte is. */
  private long base;

  ReceiveBuffer(long longestFrame) {
    greatestCapacity = longestFrame + AT_ONCE;
    bytes = AnonymousMemory.allocate(arena, AT_ONCE);
  }

  MemorySegment bytes() {
    return bytes;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  long length() {
    return end - start;
  }

  /**
   * How much is received now of a frame that {@code missing} bytes are missing of, and behind it.
   */
  long room(long missing, long atOnce) {
    return Math.min(bytes.byteSize() - end, Math.max(missing, atOnce));
  }

  long startInStream() {
    return inStream(start);
  }

  long inStream(long offset) {
    return base + offset;
  }

  void skip(long count) {
    start += count;
    if (start == end) {
      base += start;
      start = 0;
      end = 0;
    }
  }

  /** Forgets what was received behind the first bytes: it is elsewhere. */
  void keep(long count) {
    end = start + count;
  }

  /** Counts bytes that went by the buffer. */
  void pass(long count) {
    base += count;
  }

  void append(long count) {
    end += count;
  }

  /** Makes room for a frame of this length at the start. */
  void makeRoom(long frame) {
    long wanted = Math.max(frame, LEAST_ROOM);
    if (frame > bytes.byteSize()) {
      grow();
    } else if (start > 0 && start + wanted > bytes.byteSize()) {
      moveTo(bytes);
    }
  }

  /** The new arena lives as long as the buffer, which closes it. */
  @SuppressWarnings("MustBeClosedChecker")
  private void grow() {
    Arena larger = Arena.ofConfined();
    MemorySegment target = AnonymousMemory.allocate(larger, greatestCapacity);
    moveTo(target);
    arena.close();
    arena = larger;
    bytes = target;
  }

  private void moveTo(MemorySegment target) {
    MemorySegment.copy(bytes, start, target, 0, length());
    base += start;
    end -= start;
    start = 0;
  }

  @Override
  public void close() {
    arena.close();
  }
}
