package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.util.Optional;

/**
 * How the GPU's memory is cut into what the two BARs show.
 *
 * <pre>
 *   base                                       base + size
 *    |  usemem: BAR 4/5, cached        | resmem: BAR 2/3, write-combining |
 *    |  a multiple of 512 MiB          | 1 GiB and what rounding leaves   |
 * </pre>
 *
 * <p>A GPU with the {@link MigFix} has no resmem, and no rounding.
 *
 * @param usemem what the guest's driver uses as GPU memory
 * @param resmem what is set apart for the GPU's own use; absent where nothing need be
 */
record MemorySplit(MemoryRange usemem, Optional<MemoryRange> resmem) {
  /** What resmem has at least. */
  private static final long CARVE_OUT = 1L << 30;

  /** Usemem's granule. Agreed between firmware and the guest's driver; not for anyone to choose. */
  private static final long MEMBLOCK = 512L << 20;

  /** All of it as usemem. */
  static MemorySplit whole(MemoryProperties memory) {
    end(memory.base(), memory.size());
    MemoryRange usemem = MemoryRange.inBarFor(memory.size(), memory.base(), memory.size());
    return new MemorySplit(usemem, Optional.empty());
  }

  /** With resmem set apart at the end. */
  static MemorySplit withCarveOut(MemoryProperties memory, BarSizing sizing) {
    long usable = withoutCarveOut(memory.size());
    long length = usable & -MEMBLOCK;
    if (length == 0) {
      throw new VfioException(
          Errno.EINVAL,
          "0x%x bytes of GPU memory leave no whole memblock beside the carve-out"
              .formatted(memory.size()));
    }
    long resmemBase = end(memory.base(), length);
    long resmemLength = memory.size() - length;
    end(resmemBase, resmemLength);
    long sized = sizing == BarSizing.V17 ? length : usable;
    return new MemorySplit(
        MemoryRange.inBarFor(sized, memory.base(), length),
        Optional.of(MemoryRange.inBarFor(resmemLength, resmemBase, resmemLength)));
  }

  private static long withoutCarveOut(long size) {
    if (Long.compareUnsigned(size, CARVE_OUT) < 0) {
      throw new VfioException(
          Errno.EOVERFLOW, "0x%x bytes of GPU memory are less than the carve-out".formatted(size));
    }
    return size - CARVE_OUT;
  }

  private static long end(long base, long length) {
    long end = base + length;
    if (Long.compareUnsigned(end, base) < 0) {
      throw new VfioException(
          Errno.EOVERFLOW,
          "GPU memory at 0x%x, 0x%x bytes of it, leaves the address space".formatted(base, length));
    }
    return end;
  }
}
