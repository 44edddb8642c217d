package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;

/**
 * A part of a region that can be mapped: {@code struct vfio_region_sparse_mmap_area} of
 * linux/vfio.h.
 *
 * @param offset from the region's start, in bytes
 * @param size in bytes
 * @since 0.1
 */
@Stable(since = "0.1")
public record SparseMmapArea(long offset, long size) {

  /** Checks that the area has a size and an end. */
  public SparseMmapArea {
    if (offset < 0 || size <= 0 || offset + size < 0) {
      throw new IllegalArgumentException("no area: offset 0x%x, size 0x%x".formatted(offset, size));
    }
  }

  /** The first byte behind the area, from the region's start. */
  public long end() {
    return offset + size;
  }
}
