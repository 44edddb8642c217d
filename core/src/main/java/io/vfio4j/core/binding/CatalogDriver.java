package io.vfio4j.core.binding;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.pci.PciMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A driver that can be bound. Its name and id table are read once, so that looking at them later
 * runs no code of the plugin.
 *
 * @param driver the plugin's object
 * @param name the driver's name
 * @param idTable which functions it is for
 * @param origin where it comes from
 */
public record CatalogDriver(
    VariantDriver driver, String name, List<PciMatch> idTable, Origin origin) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  /** Keeps a copy of the table and checks what a plugin's author can get wrong. */
  public CatalogDriver {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "driver name '%s' is not made of lower case letters, digits and dashes: write one such as nvgrace-gpu"
              .formatted(name));
    }
    idTable = List.copyOf(idTable);
    if (idTable.isEmpty()) {
      throw new IllegalArgumentException(
          "the id table of driver %s is empty: name the functions that it is for, or PciMatch.none()"
              .formatted(name));
    }
  }

  /**
   * Asks a driver for its name and table.
   *
   * @throws RuntimeException whatever the plugin throws
   */
  public static CatalogDriver of(VariantDriver driver, Origin origin) {
    return new CatalogDriver(driver, driver.name(), driver.idTable(), origin);
  }

  /** The same with a row more, by which it matches even if its own is for none. */
  CatalogDriver withId(PciMatch row) {
    PciIds ids = new PciIds(row.vendor(), row.device(), 0, 0, 0);
    if (idTable.stream().anyMatch(own -> own.matches(ids))) {
      throw new IllegalArgumentException("the id table of %s covers it already".formatted(name));
    }
    List<PciMatch> rows = new ArrayList<>(List.of(row));
    rows.addAll(idTable);
    return new CatalogDriver(driver, name, rows, origin);
  }

  /** The class loader that plugin code expects to find as its thread's. */
  ClassLoader loader() {
    return driver.getClass().getClassLoader();
  }

  /** The most specific row that matches a function. */
  Optional<PciMatch> bestRow(PciIds ids) {
    return idTable.stream()
        .filter(row -> row.matches(ids))
        .max(Comparator.comparingInt(PciMatch::specificity));
  }
}
