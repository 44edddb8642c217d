package io.vfio4j.core.vmm.session;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a buffer, kept: a device is given a new segment only if the last transfer was at another
 * place or of another size, so that register accesses allocate nothing.
 */
final class Slices {
  private static final int SMALL = 8;

  private final boolean readOnly;
  private final @Nullable MemorySegment[] small = new MemorySegment[SMALL + 1];
  private MemorySegment buffer = MemorySegment.NULL;
  private long offset;
  private MemorySegment large = MemorySegment.NULL;

  Slices(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /**
   * By identity: segments at one address are equal whatever their length, and where a buffer was
   * the allocator may put the longer one that takes its place.
   */
  @SuppressWarnings({"ReferenceEquality", "MemorySegmentReferenceEquality"})
  MemorySegment of(MemorySegment whole, long from, long size) {
    if (offset != from || buffer != whole) {
      Arrays.fill(small, null);
      large = MemorySegment.NULL;
      buffer = whole;
      offset = from;
    }
    return size <= SMALL ? small((int) size) : large(size);
  }

  private MemorySegment small(int size) {
    MemorySegment kept = small[size];
    if (kept == null) {
      kept = slice(size);
      small[size] = kept;
    }
    return kept;
  }

  private MemorySegment large(long size) {
    if (large.byteSize() != size) {
      large = slice(size);
    }
    return large;
  }

  private MemorySegment slice(long size) {
    MemorySegment slice = buffer.asSlice(offset, size);
    return readOnly ? slice.asReadOnly() : slice;
  }
}
