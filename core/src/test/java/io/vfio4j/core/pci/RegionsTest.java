package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
  private static final Set<RegionFlag> READ_WRITE = Set.of(RegionFlag.READ, RegionFlag.WRITE);
  private static final Set<RegionFlag> ALL = Set.of(RegionFlag.values());

  private static Opened device(FakeBar bar) {
    return Opened.on(new FakeFunction(256).with(0, bar));
  }

  private static void assertInfo(long size, Set<RegionFlag> flags, RegionInfo info) {
    assertEquals(size, info.size());
    assertEquals(flags, info.flags());
  }

  /** As in spec/oracle/no-properties.txt. */
  @Test
  void describesTheRegionsOfAGpu() {
    VfioPciCore gpu = Opened.on(FakeFunction.gpu()).device();

    assertInfo(0x1000000, ALL, gpu.regionInfo(0));
    assertInfo(0, Set.of(), gpu.regionInfo(1));
    assertInfo(0x10000000, ALL, gpu.regionInfo(2));
    assertInfo(0, Set.of(), gpu.regionInfo(3));
    assertInfo(0x2000000, ALL, gpu.regionInfo(4));
    assertInfo(0, Set.of(), gpu.regionInfo(5));
    assertInfo(0, Set.of(), gpu.regionInfo(RegionIndex.ROM));
    assertInfo(0x1000, READ_WRITE, gpu.regionInfo(RegionIndex.CONFIG));
  }

  @ParameterizedTest
  @ValueSource(ints = {RegionIndex.VGA, 9, 255, -1})
  void hasNoOtherRegion(int region) {
    Opened gpu = Opened.on(FakeFunction.gpu());

    assertErrno(Errno.EINVAL, () -> gpu.device().regionInfo(region));
    assertErrno(Errno.EINVAL, () -> gpu.read(region, 0, 4));
    assertErrno(Errno.EINVAL, () -> gpu.write(region, 0, "00"));
  }

  @Test
  void offersTheMappablePartsOfABarThatIsNotMappableAsAWhole() {
    List<SparseMmapArea> parts = List.of(new SparseMmapArea(0x1000, 0x2000));
    RegionInfo info =
        device(FakeBar.memory32(0x4000).mappable(parts.getFirst())).device().regionInfo(0);

    assertInfo(0x4000, ALL, info);
    assertEquals(parts, info.sparseMmapAreas());
  }

  @Test
  void needsNoListOfPartsWhereAllIsMappable() {
    RegionInfo info = device(FakeBar.memory64(0x4000)).device().regionInfo(0);

    assertEquals(List.of(), info.sparseMmapAreas());
    assertFalse(info.msixMappable());
  }

  @Test
  void mapsNeitherPortsNorWhatHasNoMappablePart() {
    assertInfo(0x20, READ_WRITE, device(FakeBar.io(0x20)).device().regionInfo(0));
    assertInfo(
        0x4000, READ_WRITE, device(FakeBar.memory32(0x4000).mappable()).device().regionInfo(0));
  }

  @Test
  void saysThatThePageOfTheMsixTableMayBeMapped() {
    VfioPciCore device = Opened.on(withMsixTable(FakeBar.memory64(0x4000))).device();

    assertTrue(device.regionInfo(2).msixMappable());
    assertFalse(device.regionInfo(0).msixMappable());
  }

  @Test
  void doesNotSaySoOfABarThatIsNotWhollyMappable() {
    FakeBar bar = FakeBar.memory64(0x4000).mappable(new SparseMmapArea(0, 0x1000));

    assertFalse(Opened.on(withMsixTable(bar)).device().regionInfo(2).msixMappable());
  }

  /** Eight entries at 0x2000 of BAR 2. */
  static FakeFunction withMsixTable(FakeBar bar) {
    return new FakeFunction(256)
        .with(0x06, 1, 0x10)
        .with(0x34, 1, 0x40)
        .with(0x40, "11 00 07 00 02 20 00 00 02 30 00 00")
        .with(0, FakeBar.memory64(0x4000))
        .with(2, bar);
  }

  @Test
  void showsARomOnlyWithAnImage() {
    FakeFunction with = new FakeFunction(256).with(6, FakeBar.memory32(0x10000).content(0x8200));
    FakeFunction without = new FakeFunction(256).with(6, FakeBar.memory32(0x10000).content(0));

    assertInfo(0x10000, Set.of(RegionFlag.READ), Opened.on(with).device().regionInfo(6));
    assertInfo(0, Set.of(), Opened.on(without).device().regionInfo(6));
  }

  @Test
  void mapsAnyPartOfAMappableBar() {
    Mapping mapping =
        device(FakeBar.memory64(0x4000)).device().mmap(MmapRequest.shared(0, 0x1000, 0x3000));

    assertEquals(0x1000, mapping.fileOffset());
    assertEquals(0x3000, mapping.length());
  }

  @Test
  void mapsASmallBarsWholePage() {
    Mapping mapping =
        device(FakeBar.memory32(0x100)).device().mmap(MmapRequest.shared(0, 0, 0x1000));

    assertEquals(0x100, mapping.length());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0x5000, true",
    "0, 0x4000, 0x1000, true",
    "0, 0x3000, 0x2000, true",
    "0, 0x1000, 0x7fffffffffffffff, true",
    "0, 0x7ffffffffffff000, 0x1000, true",
    "0, -4096, 0x1000, true",
    "0, 0, 0, true",
    "0, 0, 0x1000, false",
    "1, 0, 0x1000, true",
    "2, 0, 0x1000, true",
    "2, 0x1000, 0x3000, true",
    "3, 0, 0x1000, true",
    "6, 0, 0x1000, true",
    "7, 0, 0x100, true",
    "8, 0, 0x1000, true",
    "9, 0, 0x1000, true",
    "-1, 0, 0x1000, true",
  })
  void refusesToMapAnythingElse(int region, long offset, long length, boolean shared) {
    FakeFunction function =
        new FakeFunction(256)
            .with(0, FakeBar.memory64(0x4000))
            .with(2, FakeBar.memory32(0x4000).mappable(new SparseMmapArea(0x1000, 0x2000)))
            .with(3, FakeBar.io(0x1000))
            .with(6, FakeBar.memory32(0x1000));
    VfioPciCore device = Opened.on(function).device();
    MmapRequest request = new MmapRequest(region, offset, length, shared);

    assertErrno(Errno.EINVAL, () -> device.mmap(request));
  }
}
