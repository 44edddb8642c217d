package io.vfio4j.core.vmm.session;

import io.vfio4j.api.region.RegionIndex;
import java.util.Arrays;

/** How long BARs, ROM and config space are, each asked for once a client: every access wants it. */
final class RegionSizes {
  private static final long UNKNOWN = -1;

  private final Lease lease;
  private final long[] sizes = new long[RegionIndex.CONFIG + 1];

  RegionSizes(Lease lease) {
    this.lease = lease;
    Arrays.fill(sizes, UNKNOWN);
  }

  /** Whether an access ends within its region; of a device's own regions it says itself. */
  boolean fits(int region, long offset, long count) {
    return region >= sizes.length || offset <= of(region) - count;
  }

  private long of(int region) {
    if (sizes[region] == UNKNOWN) {
      sizes[region] = lease.device().regionInfo(region).size();
    }
    return sizes[region];
  }
}
