package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of(key, "1")));
  }

  @Test
  void settingsKnowWhomTheyAreFor() {
    Settings settings =
        new Settings(List.of(Map.of("b.x", "1", "a.y.z", "2"), Map.of("a.x", "3", "c.x", "4")));
    assertEquals(Set.of("a", "b", "c"), settings.names());
    CatalogDriver driver = FakeDriver.taking("a", PciMatch.any()).catalogued();
    assertEquals(Optional.of("2"), settings.of(driver, "y.z"));
    assertEquals(Optional.of("3"), settings.of(driver, "x"));
    assertEquals(Optional.empty(), settings.of(driver, "z"));
  }

  @Test
  void aSettingIsMadeForADriverOrForAllOfAPlugin() {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    Map<String, String> plugin = Map.of("acme-plugin.x", "plugin's");
    Map<String, String> both = Map.of("acme.x", "driver's", "acme-plugin.x", "plugin's");
    assertEquals(Optional.of("plugin's"), Settings.of(plugin).of(driver, "x"));
    assertEquals(Optional.of("driver's"), Settings.of(both).of(driver, "x"));
    Settings commandLineAndFile = new Settings(List.of(plugin, both));
    assertEquals(Optional.of("plugin's"), commandLineAndFile.of(driver, "x"));
  }

  @Test
  void aCatalogTakesSettingsForItsDriversAndTheirPlugins() {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    DriverCatalog catalog = new DriverCatalog(List.of(driver));
    assertTrue(catalog.takesSettings("acme"));
    assertTrue(catalog.takesSettings("acme-plugin"));
    assertFalse(catalog.takesSettings("acme-plug"));
  }
}
