package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;

/**
 * What can be done with a region: VFIO_REGION_INFO_FLAG_… of linux/vfio.h. The flag CAPS is not
 * here: it follows from the capabilities.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum RegionFlag {
  /** VFIO_REGION_INFO_FLAG_READ. */
  READ(1),
  /** VFIO_REGION_INFO_FLAG_WRITE. */
  WRITE(2),
  /** VFIO_REGION_INFO_FLAG_MMAP. */
  MMAP(4);

  private final int bit;

  RegionFlag(int bit) {
    this.bit = bit;
  }

  /** The flag's bit in the ABI. */
  public int bit() {
    return bit;
  }
}
