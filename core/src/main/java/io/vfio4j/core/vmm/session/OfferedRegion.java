package io.vfio4j.core.vmm.session;

import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.core.linux.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A region as the client is told of it.
 *
 * @param info without the flag MMAP and its capabilities if there is no file to map
 * @param file what the client maps; belongs to the host
 * @param fileOffset where in the file the region begins
 */
record OfferedRegion(RegionInfo info, @Nullable Descriptor file, long fileOffset) {

  static OfferedRegion unmapped(RegionInfo info) {
    return new OfferedRegion(info, null, 0);
  }
}
