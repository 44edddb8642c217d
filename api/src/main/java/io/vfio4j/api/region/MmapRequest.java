package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;

/**
 * The arguments of an {@code mmap} on the device's file.
 *
 * @param region region index
 * @param offset from the region's start, in bytes
 * @param length in bytes
 * @param shared MAP_SHARED; a private mapping of a device makes no sense and is refused
 * @since 0.1
 */
@Stable(since = "0.1")
public record MmapRequest(int region, long offset, long length, boolean shared) {

  /**
   * A shared mapping, which is what a VMM makes.
   *
   * @param region region index
   * @param offset from the region's start, in bytes
   * @param length in bytes
   */
  public static MmapRequest shared(int region, long offset, long length) {
    return new MmapRequest(region, offset, length, true);
  }
}
