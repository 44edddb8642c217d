package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;

/**
 * The regions of a PCI device: VFIO_PCI_…_REGION_INDEX of linux/vfio.h. Indices from {@link #COUNT}
 * on are a device's own.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class RegionIndex {
  /** First base address register; BAR n is region n. */
  public static final int BAR0 = 0;

  /** Last base address register. */
  public static final int BAR5 = 5;

  /** Expansion ROM. */
  public static final int ROM = 6;

  /** Configuration space, 256 or 4096 bytes. */
  public static final int CONFIG = 7;

  /** Legacy VGA ranges. */
  public static final int VGA = 8;

  /** How many indices every PCI device has: VFIO_PCI_NUM_REGIONS. */
  public static final int COUNT = 9;

  private RegionIndex() {}
}
