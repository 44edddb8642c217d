package io.vfio4j.core.host.sim.profile;

/**
 * A range of physical addresses, or of offsets.
 *
 * @param base where it begins, in bytes
 * @param size in bytes
 */
public record MemoryRange(long base, long size) {

  /** The first address behind it. */
  public long end() {
    return base + size;
  }

  /** Whether another range lies in it as a whole. */
  public boolean contains(long offset, long length) {
    return offset >= base && length >= 0 && length <= size && offset - base <= size - length;
  }

  /** Whether another range shares a byte with it. */
  public boolean overlaps(MemoryRange other) {
    return base < other.end() && other.base < end();
  }
}
