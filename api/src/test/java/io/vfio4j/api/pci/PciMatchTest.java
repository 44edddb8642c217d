package io.vfio4j.api.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PciMatchTest {
  private static final PciIds GPU = new PciIds(0x10de, 0x2342, 0x10de, 0x16eb, 0x030200);

  @Test
  void theRowOfNoFunctionMatchesNone() {
    assertFalse(PciMatch.none().matches(new PciIds(0xffff, 0xffff, 0, 0, 0)));
    assertFalse(PciMatch.none().matches(new PciIds(0, 0, 0, 0, 0)));
    assertEquals("-", PciMatch.none().toString());
  }

  @Test
  void anIdIsMatchedOrNot() {
    assertTrue(PciMatch.device(0x10de, 0x2342).matches(GPU));
    assertFalse(PciMatch.device(0x10de, 0x2345).matches(GPU));
    assertFalse(PciMatch.device(0x1af4, 0x2342).matches(GPU));
  }

  @Test
  void theSubsystemCounts() {
    assertTrue(new PciMatch(0x10de, PciMatch.ANY, 0x10de, 0x16eb, 0, 0).matches(GPU));
    assertFalse(new PciMatch(0x10de, PciMatch.ANY, 0x10de, 0x1805, 0, 0).matches(GPU));
  }

  @Test
  void onlyMaskedClassBitsCount() {
    PciMatch display =
        new PciMatch(PciMatch.ANY, PciMatch.ANY, PciMatch.ANY, PciMatch.ANY, 0x03ffff, 0xff0000);
    assertTrue(display.matches(GPU));
    assertFalse(display.matches(new PciIds(0x10de, 0x2342, 0, 0, 0x020000)));
  }

  @Test
  void theMoreIdsTheMoreSpecific() {
    assertEquals(0, PciMatch.any().specificity());
    assertEquals(2, PciMatch.device(0x10de, 0x2342).specificity());
    assertEquals(5, new PciMatch(0x10de, 0x2342, 0x10de, 0x16eb, 0x030200, 0xffffff).specificity());
  }

  @Test
  void wildcardsAreStars() {
    assertEquals("*:*", PciMatch.any().toString());
    assertEquals("10de:2342", PciMatch.device(0x10de, 0x2342).toString());
  }
}
