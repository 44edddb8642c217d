package io.vfio4j.core.binding;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.Optional;

/**
 * All drivers that can be bound.
 *
 * @param drivers no two of one name
 */
public record DriverCatalog(List<CatalogDriver> drivers) {

  /** Keeps a copy and checks the names. */
  public DriverCatalog {
    drivers = List.copyOf(drivers);
    if (drivers.stream().map(CatalogDriver::name).distinct().count() != drivers.size()) {
      throw new IllegalArgumentException("two drivers of one name");
    }
  }

  /** The driver of a name. */
  public Optional<CatalogDriver> named(String name) {
    return drivers.stream().filter(driver -> driver.name().equals(name)).findFirst();
  }

  /**
   * The same with a row that the operator gives a driver, the kernel's {@code new_id}.
   *
   * @throws IllegalArgumentException if there is no such driver, or its own table covers the row
   */
  public DriverCatalog withId(String name, PciMatch row) {
    CatalogDriver with =
        named(name)
            .orElseThrow(() -> new IllegalArgumentException("no driver " + name))
            .withId(row);
    return new DriverCatalog(
        drivers.stream().map(driver -> driver.name().equals(name) ? with : driver).toList());
  }

  /** Whether a setting may be for this name: a driver's, or the id of a plugin that has drivers. */
  public boolean takesSettings(String name) {
    return drivers.stream()
        .anyMatch(driver -> driver.name().equals(name) || driver.origin().plugin().equals(name));
  }

  /** The drivers whose id tables name a function, the best match first. */
  List<Match> matches(PciIds ids) {
    return drivers.stream()
        .flatMap(driver -> driver.bestRow(ids).map(row -> new Match(driver, row)).stream())
        .sorted(Match.BEST_FIRST)
        .toList();
  }
}
