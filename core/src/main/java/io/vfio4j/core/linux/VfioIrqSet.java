package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What is said to a VFIO device about its interrupts.
 *
 * <pre>
 *  struct vfio_irq_set, 20 bytes and what follows
 *    0  u32  argsz
 *    4  u32  flags        bits 0 to 2: no data, bytes, eventfds; 3 to 5: mask, unmask, trigger
 *    8  u32  index
 *   12  u32  start        the first vector
 *   16  u32  count        how many
 *   20  s32  descriptors, one for each vector
 * </pre>
 */
final class VfioIrqSet {
  private static final int HEAD = 20;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int START = 12;
  private static final int COUNT = 16;
  private static final int NO_DATA = 1;
  private static final int EVENTFDS = 1 << 2;
  private static final int UNMASK = 1 << 4;
  private static final int TRIGGER = 1 << 5;

  private VfioIrqSet() {}

  /** Vectors signal these from now on; the first of them turns the index on. */
  static MemorySegment signal(int index, int start, int[] descriptors, Arena arena) {
    int argsz = HEAD + Integer.BYTES * descriptors.length;
    MemorySegment set = head(argsz, EVENTFDS | TRIGGER, index, arena);
    set.set(JAVA_INT, START, start);
    set.set(JAVA_INT, COUNT, descriptors.length);
    MemorySegment.copy(descriptors, 0, set, JAVA_INT, HEAD, descriptors.length);
    return set;
  }

  /** The index is off. */
  static MemorySegment off(int index, Arena arena) {
    return head(HEAD, NO_DATA | TRIGGER, index, arena);
  }

  /** Vector 0 is not masked any more. */
  static MemorySegment unmask(int index, Arena arena) {
    MemorySegment set = head(HEAD, NO_DATA | UNMASK, index, arena);
    set.set(JAVA_INT, COUNT, 1);
    return set;
  }

  private static MemorySegment head(int argsz, int flags, int index, Arena arena) {
    MemorySegment set = arena.allocate(argsz, Integer.BYTES);
    set.set(JAVA_INT, 0, argsz);
    set.set(JAVA_INT, FLAGS, flags);
    set.set(JAVA_INT, INDEX, index);
    return set;
  }
}
