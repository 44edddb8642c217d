package io.vfio4j.api.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionInfoTest {
  private static final RegionInfo BAR =
      RegionInfo.of(2, 0x10000, Set.of(RegionFlag.READ, RegionFlag.MMAP));

  @Test
  void anAbsentRegionHasNothing() {
    RegionInfo absent = RegionInfo.absent(3);
    assertEquals(0, absent.size());
    assertTrue(absent.flags().isEmpty());
    assertFalse(absent.mappable());
  }

  @Test
  void areasMayTouch() {
    List<SparseMmapArea> areas =
        List.of(new SparseMmapArea(0, 0x1000), new SparseMmapArea(0x1000, 0xf000));
    assertEquals(areas, BAR.withSparseMmapAreas(areas).sparseMmapAreas());
  }

  @Test
  void areasMayNotOverlap() {
    List<SparseMmapArea> areas =
        List.of(new SparseMmapArea(0, 0x2000), new SparseMmapArea(0x1000, 0x1000));
    assertThrows(IllegalArgumentException.class, () -> BAR.withSparseMmapAreas(areas));
  }

  @Test
  void areasStayInTheRegion() {
    List<SparseMmapArea> areas = List.of(new SparseMmapArea(0xf000, 0x2000));
    assertThrows(IllegalArgumentException.class, () -> BAR.withSparseMmapAreas(areas));
  }

  @Test
  void anAreaDoesNotWrap() {
    assertThrows(IllegalArgumentException.class, () -> new SparseMmapArea(Long.MAX_VALUE, 1));
  }
}
