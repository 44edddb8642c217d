package io.vfio4j.core.binding;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings, and which of them drivers have asked for: what is left is likely to be misspelt.
 *
 * <p>Only a driver that took a function is counted on to have asked. One that declined may have
 * done so before it came to its settings, and one that was not probed was not asked itself.
 */
final class AskedSettings {
  private final Settings settings;

  /** By whole key; never one that is not set, as a plugin can ask for as many as it likes. */
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private final Set<String> expected = ConcurrentHashMap.newKeySet();

  AskedSettings(Settings settings) {
    this.settings = settings;
  }

  /** A driver asks for a setting. Any thread. */
  Optional<String> of(CatalogDriver driver, String key) {
    for (String name : Settings.names(driver)) {
      String whole = name + "." + key;
      if (settings.has(whole)) {
        asked.add(whole);
      }
    }
    return settings.of(driver, key);
  }

  /** A driver has a function. */
  void took(CatalogDriver driver) {
    expected.addAll(settings.keys(driver));
  }

  /** {@code NAME.KEY} of those that drivers with a function did not ask for, in their order. */
  Set<String> unasked() {
    Set<String> left = new TreeSet<>(expected);
    left.removeAll(asked);
    return left;
  }
}
