package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a VFIO device says of one of its IRQ indices.
 *
 * <pre>
 *  struct vfio_irq_info, 16 bytes
 *    0  u32  argsz
 *    4  u32  flags        bit 3: the vectors cannot become more while they are on
 *    8  u32  index        asked for
 *   12  u32  count        of vectors
 * </pre>
 *
 * @param count how many vectors it has; 0 if there is no such interrupt
 * @param fixed whether all vectors have to be turned on at once
 */
public record VfioIrq(int count, boolean fixed) {
  static final int BYTES = 16;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int COUNT = 12;
  private static final int NORESIZE = 1 << 3;

  /** The question. */
  static MemorySegment ask(int index, Arena arena) {
    MemorySegment info = arena.allocate(BYTES, Integer.BYTES);
    info.set(JAVA_INT, 0, BYTES);
    info.set(JAVA_INT, INDEX, index);
    return info;
  }

  static VfioIrq answered(MemorySegment info) {
    return new VfioIrq(info.get(JAVA_INT, COUNT), (info.get(JAVA_INT, FLAGS) & NORESIZE) != 0);
  }
}
