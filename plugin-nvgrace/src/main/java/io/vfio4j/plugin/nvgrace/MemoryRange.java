package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/**
 * A part of the GPU's memory and the BAR that shows it. All three are unsigned.
 *
 * @param base host physical address
 * @param length in bytes
 * @param barSize in bytes, a power of two not below the length
 */
record MemoryRange(long base, long length, long barSize) {

  /** A range in the smallest BAR that holds {@code content} bytes. */
  static MemoryRange inBarFor(long content, long base, long length) {
    return new MemoryRange(base, length, nextPowerOfTwo(content));
  }

  private static long nextPowerOfTwo(long value) {
    if (value == 0) {
      throw new VfioException(Errno.EINVAL, "a BAR for no memory has no size");
    }
    if (Long.compareUnsigned(value, Long.MIN_VALUE) > 0) {
      throw new VfioException(
          Errno.EOVERFLOW, "no BAR can hold 0x%x bytes of memory".formatted(value));
    }
    long floor = Long.highestOneBit(value);
    return floor == value ? value : floor << 1;
  }
}
