package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A 64-bit BAR register of config space that no hardware has.
 *
 * <pre>
 *    63                     log2(size)                 4   3     2 1   0
 *   +-------------------------+------------------------+---+-------+---+
 *   |  address, as written    |           0            | 1 |  1 0  | 0 |
 *   +-------------------------+------------------------+---+-------+---+
 *                                                        |    |      memory space
 *                                                        |   64 bit
 *                                                     prefetchable
 * </pre>
 *
 * <p>It keeps what was written as it came and applies the picture when it is read, so a register
 * that is written in any order of any pieces reads right.
 */
final class FakeBar {
  static final int WIDTH = Long.BYTES;
  private static final long FLAGS = 0xc;

  private final String name;
  private final int register;
  private final long addressMask;
  private long written;

  /**
   * A cleared register.
   *
   * @param name what it is called
   * @param register its offset in config space
   * @param size the BAR's, a power of two
   */
  FakeBar(String name, int register, long size) {
    this.name = name;
    this.register = register;
    this.addressMask = -size;
  }

  Register register() {
    return new Register(RegionIndex.CONFIG, register, WIDTH, name);
  }

  Overlap overlap(long offset, long count) {
    return Overlap.of(offset, count, register, WIDTH);
  }

  void read(Overlap overlap, MemorySegment target) {
    long value = (written & addressMask) | FLAGS;
    for (int i = 0; i < overlap.count(); i++) {
      byte part = (byte) (value >>> shift(overlap, i));
      target.set(ValueLayout.JAVA_BYTE, overlap.bufferOffset() + i, part);
    }
  }

  void write(Overlap overlap, MemorySegment source) {
    for (int i = 0; i < overlap.count(); i++) {
      long part = source.get(ValueLayout.JAVA_BYTE, overlap.bufferOffset() + i) & 0xffL;
      int shift = shift(overlap, i);
      written = (written & ~(0xffL << shift)) | part << shift;
    }
  }

  private static int shift(Overlap overlap, int i) {
    return (overlap.registerOffset() + i) * Byte.SIZE;
  }

  void clear() {
    written = 0;
  }
}
