package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a region says of itself: {@code struct vfio_region_info} of linux/vfio.h and its
 * capabilities.
 *
 * <p>The struct's offset is not here: it is for the host to say where in a file a region begins.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class RegionInfo {
  private final int index;
  private final long size;
  private final Set<RegionFlag> flags;
  private final List<SparseMmapArea> sparseMmapAreas;
  private final boolean msixMappable;

  private RegionInfo(
      int index,
      long size,
      Set<RegionFlag> flags,
      List<SparseMmapArea> sparseMmapAreas,
      boolean msixMappable) {
    if (index < 0 || size < 0) {
      throw new IllegalArgumentException("region " + index + " of size " + size);
    }
    this.index = index;
    this.size = size;
    this.flags = flags;
    this.sparseMmapAreas = sparseMmapAreas;
    this.msixMappable = msixMappable;
  }

  /**
   * A region.
   *
   * @param index region index
   * @param size in bytes
   * @param flags what can be done with it
   */
  public static RegionInfo of(int index, long size, Set<RegionFlag> flags) {
    Set<RegionFlag> copy = EnumSet.noneOf(RegionFlag.class);
    copy.addAll(flags);
    return new RegionInfo(index, size, Set.copyOf(copy), List.of(), false);
  }

  /**
   * A region that has an index and nothing behind it: size 0, no flags.
   *
   * @param index region index
   */
  public static RegionInfo absent(int index) {
    return of(index, 0, Set.of());
  }

  /**
   * The same with the capability VFIO_REGION_INFO_CAP_SPARSE_MMAP.
   *
   * @param areas the parts that can be mapped, in ascending order, not overlapping; none takes the
   *     capability away
   */
  public RegionInfo withSparseMmapAreas(List<SparseMmapArea> areas) {
    long end = 0;
    for (SparseMmapArea area : areas) {
      if (area.offset() < end || area.end() > size) {
        throw new IllegalArgumentException(
            area + " overlaps another or leaves a region of 0x" + Long.toHexString(size));
      }
      end = area.end();
    }
    return new RegionInfo(index, size, flags, List.copyOf(areas), msixMappable);
  }

  /**
   * The same with the capability VFIO_REGION_INFO_CAP_MSIX_MAPPABLE: the page of the MSI-X table
   * may be mapped too.
   */
  public RegionInfo withMsixMappable() {
    return new RegionInfo(index, size, flags, sparseMmapAreas, true);
  }

  /** Region index. */
  public int index() {
    return index;
  }

  /** In bytes; 0 for a region that is not there. */
  public long size() {
    return size;
  }

  /** What can be done with it. */
  public Set<RegionFlag> flags() {
    return flags;
  }

  /** Whether parts of it, or all, can be mapped. */
  public boolean mappable() {
    return flags.contains(RegionFlag.MMAP);
  }

  /**
   * The parts that can be mapped; none: no such capability, and if the region is mappable it is so
   * as a whole.
   */
  public List<SparseMmapArea> sparseMmapAreas() {
    return sparseMmapAreas;
  }

  /** Whether it has the capability VFIO_REGION_INFO_CAP_MSIX_MAPPABLE. */
  public boolean msixMappable() {
    return msixMappable;
  }
}
