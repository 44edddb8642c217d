package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  private static final Origin ORIGIN = new Origin("p", "1", "p.jar");

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "acme gpu", "acme.gpu", "-acme", "acme-", "a\nb"})
  void aNameThatConfigurationCannotCarryIsRefused(String name) {
    FakeDriver driver = FakeDriver.taking(name, PciMatch.any());
    assertThrows(IllegalArgumentException.class, () -> CatalogDriver.of(driver, ORIGIN));
  }

  @Test
  void anEmptyIdTableIsRefused() {
    FakeDriver driver = FakeDriver.taking("acme", PciMatch.any());
    assertThrows(
        IllegalArgumentException.class, () -> new CatalogDriver(driver, "acme", List.of(), ORIGIN));
  }

  @Test
  void twoDriversOfOneNameAreRefused() {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    assertThrows(IllegalArgumentException.class, () -> new DriverCatalog(List.of(driver, driver)));
  }

  @Test
  void aDriverMatchesWithItsMostSpecificRow() {
    PciMatch exact = PciMatch.device(0x10de, 0x2342);
    FakeDriver driver = FakeDriver.taking("acme", exact);
    CatalogDriver catalogued =
        new CatalogDriver(driver, "acme", List.of(PciMatch.any(), exact), ORIGIN);
    assertEquals(exact, catalogued.bestRow(new FakeFunction().ids()).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", ".mode", "acme.", ""})
  void aSettingOfNoDriverIsRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> new Settings(Map.of(key, "1")));
  }

  @Test
  void settingsKnowWhomTheyAreFor() {
    Settings settings = new Settings(Map.of("b.x", "1", "a.y.z", "2", "a.x", "3"));
    assertEquals(Set.of("a", "b"), settings.drivers());
    assertEquals("2", settings.of("a", "y.z").orElseThrow());
  }
}
