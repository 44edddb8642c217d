package io.vfio4j.core.binding;

import io.vfio4j.api.pci.PciMatch;
import java.util.Comparator;

/**
 * A driver whose id table names a function.
 *
 * @param driver the driver
 * @param row the most specific of its rows that do
 */
record Match(CatalogDriver driver, PciMatch row) {
  /** Most specific first; what is equal, by name, so that the order is always the same. */
  static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::specificity).reversed().thenComparing(Match::name);

  int specificity() {
    return row.specificity();
  }

  String name() {
    return driver.name();
  }
}
