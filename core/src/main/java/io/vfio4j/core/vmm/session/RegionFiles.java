package io.vfio4j.core.vmm.session;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.SharedFile;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one file in which a client can map a region.
 *
 * <p>vfio-user sends one descriptor with a region, and the client maps each area at the region's
 * offset in that file plus the area's offset in the region. A device may hand out its areas as it
 * likes; if they do not fit this the region is offered without mapping.
 */
final class RegionFiles {
  private static final System.Logger LOG = System.getLogger(RegionFiles.class.getName());

  private final String name;
  private final Lease lease;
  private final Negotiation negotiation;
  private final BitSet complained = new BitSet();

  RegionFiles(String name, Lease lease, Negotiation negotiation) {
    this.name = name;
    this.lease = lease;
    this.negotiation = negotiation;
  }

  OfferedRegion offer(RegionInfo info) {
    if (!info.mappable()) {
      return OfferedRegion.unmapped(info);
    }
    OfferedRegion mapped = negotiation.takesDescriptors() ? find(info) : null;
    return mapped != null ? mapped : OfferedRegion.unmapped(withoutMmap(info));
  }

  private @Nullable OfferedRegion find(RegionInfo info) {
    try {
      if (!info.sparseMmapAreas().isEmpty()) {
        return find(info, info.sparseMmapAreas());
      }
      List<SparseMmapArea> areas = new MsixTablePages(lease.device()).around(info);
      return find(areas.equals(whole(info)) ? info : info.withSparseMmapAreas(areas), areas);
    } catch (VfioException e) {
      complain(info.index(), "mmap answers " + e.errno() + " (" + e.getMessage() + ")");
      return null;
    }
  }

  private static List<SparseMmapArea> whole(RegionInfo info) {
    return List.of(new SparseMmapArea(0, info.size()));
  }

  private @Nullable OfferedRegion find(RegionInfo info, List<SparseMmapArea> areas) {
    OfferedRegion found = null;
    for (SparseMmapArea area : areas) {
      OfferedRegion next = find(info, area);
      if (next == null || (found != null && !found.equals(next))) {
        complain(info.index(), "its areas are not parts of one file at their offsets");
        return null;
      }
      found = next;
    }
    return found;
  }

  private @Nullable OfferedRegion find(RegionInfo info, SparseMmapArea area) {
    MmapRequest request = MmapRequest.shared(info.index(), area.offset(), area.size());
    Mapping mapping = lease.device().mmap(request);
    long base = mapping.fileOffset() - area.offset();
    return mapping.file() instanceof SharedFile file && mapping.length() == area.size() && base >= 0
        ? new OfferedRegion(info, file.descriptor(), base)
        : null;
  }

  private void complain(int region, String why) {
    if (!complained.get(region)) {
      complained.set(region);
      LOG.log(
          System.Logger.Level.WARNING,
          name
              + ": region "
              + region
              + " is offered without mmap, since "
              + why
              + "; a guest's accesses to it are slow, ask the driver's author");
    }
  }

  private static RegionInfo withoutMmap(RegionInfo info) {
    Set<RegionFlag> flags = EnumSet.copyOf(info.flags());
    flags.remove(RegionFlag.MMAP);
    return RegionInfo.of(info.index(), info.size(), flags);
  }
}
