package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.dma.IovaSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kernel's table of driver_override, row by row: whether a driver named acme gets a function
 * 10de:2342. Its table has a row for it, an override-only one, or one for another function.
 */
class DriverOverrideTest {
  private static final PciMatch FUNCTION = PciMatch.device(0x10de, 0x2342);
  private static final PciMatch OTHER = PciMatch.device(0x8086, 0x1572);

  private static PciMatch row(String name) {
    return switch (name) {
      case "static" -> FUNCTION;
      case "override-only" -> PciMatch.none();
      default -> OTHER;
    };
  }

  private static DriverCatalog catalog(String table, boolean dynamic) {
    DriverCatalog catalog =
        new DriverCatalog(List.of(FakeDriver.taking("acme", row(table)).catalogued()));
    return dynamic ? catalog.withId("acme", FUNCTION) : catalog;
  }

  private static boolean bound(DriverCatalog catalog, Map<PciAddress, String> overrides) {
    BindableFunction bindable =
        new BindableFunction(
            new FakeFunction(), new FakeDevice(() -> {}), new IovaSpace(), Runnable::run);
    return new Binder(catalog, Settings.NONE, overrides, new FakeClock(), new RecordingLogger())
        .bind(bindable)
        .device()
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "another, static, false, false",
    "another, override-only, true, false",
    "acme, other, true, true",
    "acme, static, false, true",
    "acme, override-only, false, true",
    "acme, other, false, true",
    "'', override-only, true, true",
    "'', other, true, true",
    "'', static, false, true",
    "'', override-only, false, false",
    "'', other, false, false",
  })
  void decidesAsTheKernelDoes(String override, String table, boolean dynamic, boolean match) {
    Map<PciAddress, String> overrides =
        override.isEmpty() ? Map.of() : Map.of(FakeFunction.ADDRESS, override);
    assertEquals(match, bound(catalog(table, dynamic), overrides));
  }

  @Test
  void takesNoIdThatTheTableCovers() {
    DriverCatalog catalog = catalog("static", false);
    assertThrows(IllegalArgumentException.class, () -> catalog.withId("acme", FUNCTION));
    assertThrows(IllegalArgumentException.class, () -> catalog.withId("nobody", OTHER));
  }
}
