package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.testkit.contract.rule.NotSeen;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;

/**
 * M: what of a region can be mapped, and that a mapping is the region.
 *
 * @since 0.1
 */
public abstract class MmapContract extends DeviceContract {
  private static final byte[] PATTERN = {0x76, 0x66, 0x69, 0x6f, 0x34, 0x6a, 0x21, 0x0a};
  private static final String CLIENT_MAPS =
      "the client maps for itself, from the file it was given";

  /** For subclasses. */
  protected MmapContract() {}

  private interface AreaRule {
    void check(RegionInfo region, SparseMmapArea area);
  }

  private void forEachArea(AreaRule rule) {
    someRegionsWith(RegionFlag.MMAP)
        .forEach(info -> areas(info).forEach(area -> rule.check(info, area)));
  }

  private void forEachWritableArea(AreaRule rule) {
    List<RegionInfo> regions =
        regionsWith(RegionFlag.MMAP).stream().filter(DeviceContract::writable).toList();
    need(!regions.isEmpty(), "no region can be mapped and written");
    regions.forEach(info -> areas(info).forEach(area -> rule.check(info, area)));
  }

  static List<SparseMmapArea> areas(RegionInfo info) {
    return info.sparseMmapAreas().isEmpty()
        ? List.of(new SparseMmapArea(0, info.size()))
        : info.sparseMmapAreas();
  }

  /** M1. */
  @Rule(
      says = "Each area that regionInfo() lists is handed out by mmap(), all of it",
      lookAt =
          "mmap(): the mapping is as long as what was asked for; over a socket: a file comes along")
  public void required_M1_whatIsSaidToBeMappableCanBeMapped() {
    forEachArea((region, area) -> {
      Mapping mapping = device().mmap(request(region, area.offset(), area.size()));
      same(area.size(), mapping.length(), "the mapping's length of " + named(region, area));
    });
  }

  /** M2. */
  @Rule(says = "Areas begin on pages", lookAt = "regionInfo(): only whole pages can be mapped")
  public void required_M2_areasBeginOnPages() {
    forEachArea((region, area) ->
        same(0L, area.offset() % PAGE, "the offset in its page of " + named(region, area)));
  }

  /** M3. */
  @Rule(
      says = "What is written to the region is seen through the mapping, at both ends of each area",
      lookAt = "mmap(): the offset in the file")
  public void required_M3_theMappingShowsWhatIsWrittenToTheRegion() {
    forEachWritableArea((region, area) -> {
      for (long offset : ends(area)) {
        byte[] before = read(region.index(), offset, PATTERN.length);
        write(region.index(), offset, PATTERN);
        byte[] seen = throughMapping(region, offset, before);
        same(PATTERN, seen, "mapped " + at(region.index(), offset, PATTERN.length));
      }
    });
  }

  /** M4. */
  @Rule(
      says =
          "What is written through the mapping is read from the region, at both ends of each area",
      lookAt = "read(): the offset in memory")
  public void required_M4_theRegionShowsWhatIsWrittenThroughTheMapping() {
    forEachWritableArea((region, area) -> {
      for (long offset : ends(area)) {
        byte[] before = throughMapping(region, offset, PATTERN);
        byte[] seen = read(region.index(), offset, PATTERN.length);
        throughMapping(region, offset, before);
        same(PATTERN, seen, "read " + at(region.index(), offset, PATTERN.length));
      }
    });
  }

  private static long[] ends(SparseMmapArea area) {
    return new long[] {area.offset(), area.end() - PATTERN.length};
  }

  /** Exchanges the bytes at an offset through a mapping of that page alone. */
  private byte[] throughMapping(RegionInfo region, long offset, byte[] bytes) {
    long page = offset - offset % PAGE;
    Mapping mapping = device().mmap(request(region, page, PAGE));
    return exchange(mapping, offset - page, bytes);
  }

  /** M5. */
  @Rule(
      says = "A private mapping, which would be a copy, is EINVAL",
      lookAt = "mmap(): check shared()",
      notOverSocket = CLIENT_MAPS)
  public void required_M5_aPrivateMappingIsEinval() {
    forEachArea((region, area) -> {
      MmapRequest request = new MmapRequest(region.index(), area.offset(), PAGE, false);
      String what = "a private mmap() of " + at(region.index(), area.offset(), PAGE);
      refused(Errno.EINVAL, what, () -> device().mmap(request));
    });
  }

  /** M6. */
  @Rule(
      says = "A mapping that ends behind what can be mapped is EINVAL",
      lookAt = "mmap(): compare the end, not the offset alone",
      notOverSocket = CLIENT_MAPS)
  public void required_M6_aMappingBeyondTheRegionIsEinval() {
    for (RegionInfo info : someRegionsWith(RegionFlag.MMAP)) {
      SparseMmapArea last = areas(info).getLast();
      long longer = last.size() + PAGE;
      mmapIsRefused(info, last.offset(), longer);
      mmapIsRefused(info, info.size(), PAGE);
    }
  }

  /** M7. */
  @Rule(
      says = "A region without the flag MMAP cannot be mapped, and config space never has it",
      lookAt = "mmap() and regionInfo(): the same regions")
  public void required_M7_whatIsNotMappableIsEinval() {
    for (RegionInfo info : regions()) {
      if (!info.mappable()) {
        mmapIsRefused(info, 0, PAGE);
      }
    }
    RegionInfo config = device().regionInfo(RegionIndex.CONFIG);
    same(false, config.mappable(), "the flag MMAP of config space");
  }

  private void mmapIsRefused(RegionInfo info, long offset, long length) {
    refused(
        Errno.EINVAL,
        "mmap() of " + at(info.index(), offset, length),
        () -> device().mmap(request(info, offset, length)));
  }

  /** M8. */
  @Rule(says = "Memory is mapped with the caching that it needs", lookAt = "Mapping.caching()")
  public void untested_M8_memoryIsCachedAsItNeeds() {
    throw new NotSeen("on x86 and in a simulation every caching reads the same");
  }

  private static MmapRequest request(RegionInfo region, long offset, long length) {
    return MmapRequest.shared(region.index(), offset, length);
  }

  private static String named(RegionInfo region, SparseMmapArea area) {
    return "region %d, area 0x%x + 0x%x".formatted(region.index(), area.offset(), area.size());
  }
}
