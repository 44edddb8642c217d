package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * M: what of a region can be mapped, and that a mapping is the region.
 *
 * @since 0.1
 */
public abstract class MmapContract extends DeviceContract {
  private static final long PAGE = 4096;
  private static final byte[] PATTERN = {0x76, 0x66, 0x69, 0x6f, 0x34, 0x6a, 0x21, 0x0a};

  /** For subclasses. */
  protected MmapContract() {}

  private interface AreaRule {
    void check(RegionInfo region, SparseMmapArea area);
  }

  private void forEachArea(AreaRule rule) {
    for (RegionInfo info : regionsWith(RegionFlag.MMAP)) {
      areas(info).forEach(area -> rule.check(info, area));
    }
  }

  private static List<SparseMmapArea> areas(RegionInfo info) {
    return info.sparseMmapAreas().isEmpty()
        ? List.of(new SparseMmapArea(0, info.size()))
        : info.sparseMmapAreas();
  }

  /** M1: Each area that {@code regionInfo()} lists is handed out by {@code mmap()}, all of it. */
  @Test
  public void required_M1_whatIsSaidToBeMappableCanBeMapped() {
    forEachArea((region, area) -> {
      Mapping mapping = device().mmap(request(region, area.offset(), area.size()));
      assertEquals(
          area.size(),
          mapping.length(),
          "mmap() of %s of region %d: the mapping is as long as what was asked for"
              .formatted(area, region.index()));
    });
  }

  /** M2: Areas begin on pages: nothing else can be mapped. */
  @Test
  public void required_M2_areasBeginOnPages() {
    forEachArea((region, area) ->
        assertEquals(
            0,
            area.offset() % PAGE,
            "%s of region %d: only whole pages can be mapped, see regionInfo()"
                .formatted(area, region.index())));
  }

  /** M3: What is written to the region is seen through the mapping, at both ends of each area. */
  @Test
  public void required_M3_theMappingShowsWhatIsWrittenToTheRegion() {
    forEachArea((region, area) -> {
      for (long offset : ends(area)) {
        byte[] before = read(region.index(), offset, PATTERN.length);
        write(region.index(), offset, PATTERN);
        assertArrayEquals(
            PATTERN,
            throughMapping(region, offset, before),
            "mmap() of region %d: look at the offset in the file".formatted(region.index()));
      }
    });
  }

  /** M4: What is written through the mapping is read from the region, at both ends of each area. */
  @Test
  public void required_M4_theRegionShowsWhatIsWrittenThroughTheMapping() {
    forEachArea((region, area) -> {
      for (long offset : ends(area)) {
        byte[] before = throughMapping(region, offset, PATTERN);
        byte[] seen = read(region.index(), offset, PATTERN.length);
        throughMapping(region, offset, before);
        assertArrayEquals(
            PATTERN,
            seen,
            "read() of region %d: look at the offset in memory".formatted(region.index()));
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
    try (Arena arena = Arena.ofConfined()) {
      MappedRegion mapped = mapping.map(arena);
      MemorySegment before = arena.allocate(bytes.length);
      mapped.read(offset - page, before);
      mapped.write(offset - page, MemorySegment.ofArray(bytes));
      return before.toArray(JAVA_BYTE);
    }
  }

  /** M5: A private mapping would be a copy, which is no device: EINVAL. */
  @Test
  public void required_M5_aPrivateMappingIsEinval() {
    forEachArea((region, area) -> {
      String lookAt = "mmap() of region %d: check shared()".formatted(region.index());
      MmapRequest request = new MmapRequest(region.index(), area.offset(), PAGE, false);
      assertErrno(Errno.EINVAL, lookAt, () -> device().mmap(request));
    });
  }

  /** M6: A mapping that ends behind what can be mapped is EINVAL. */
  @Test
  public void required_M6_aMappingBeyondTheRegionIsEinval() {
    for (RegionInfo info : regionsWith(RegionFlag.MMAP)) {
      List<SparseMmapArea> areas = areas(info);
      long offset = areas.getLast().offset();
      String lookAt =
          "mmap() beyond what region %d has to map: compare the end, not the offset alone"
              .formatted(info.index());
      long length = areas.getLast().size() + PAGE;
      assertErrno(Errno.EINVAL, lookAt, () -> device().mmap(request(info, offset, length)));
      assertErrno(Errno.EINVAL, lookAt, () -> device().mmap(request(info, info.size(), PAGE)));
    }
  }

  /** M7: A region without the flag MMAP cannot be mapped, and config space never has it. */
  @Test
  public void required_M7_whatIsNotMappableIsEinval() {
    for (RegionInfo info : regions()) {
      if (!info.mappable()) {
        String lookAt = "mmap() of region %d: it has no flag MMAP".formatted(info.index());
        assertErrno(Errno.EINVAL, lookAt, () -> device().mmap(request(info, 0, PAGE)));
      }
    }
    RegionInfo config = device().regionInfo(RegionIndex.CONFIG);
    assertEquals(false, config.mappable(), "config space is never mapped");
  }

  private static MmapRequest request(RegionInfo region, long offset, long length) {
    return MmapRequest.shared(region.index(), offset, length);
  }
}
