package io.vfio4j.core.binding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator set for drivers: {@code NAME.KEY}, where the name is a driver's, or a plugin's
 * id and then for every driver of that plugin.
 *
 * @param layers by {@code NAME.KEY}; what an earlier one says of a setting hides what later ones
 *     say, by whichever of its two names. Within one the driver's name comes first
 */
public record Settings(List<Map<String, String>> layers) {
  /** Nothing is set. */
  public static final Settings NONE = new Settings(List.of());

  /** Keeps a copy and checks that each key has a name and a setting of it. */
  public Settings {
    layers = layers.stream().map(Map::copyOf).toList();
    layers.forEach(layer -> layer.keySet().forEach(Settings::check));
  }

  /** Settings that all come from one place. */
  public static Settings of(Map<String, String> values) {
    return new Settings(List.of(values));
  }

  private static void check(String key) {
    int dot = key.indexOf('.');
    if (dot <= 0 || dot == key.length() - 1) {
      throw new IllegalArgumentException("'%s' is not NAME.KEY".formatted(key));
    }
  }

  /** A driver's setting. */
  Optional<String> of(CatalogDriver driver, String key) {
    List<String> names = names(driver);
    for (Map<String, String> layer : layers) {
      for (String name : names) {
        String value = layer.get(name + "." + key);
        if (value != null) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }

  /** The names by which something is set for a driver, its own first. */
  static List<String> names(CatalogDriver driver) {
    return List.of(driver.name(), driver.origin().plugin());
  }

  /** Whether {@code NAME.KEY} is set. */
  boolean has(String key) {
    return layers.stream().anyMatch(layer -> layer.containsKey(key));
  }

  /** {@code NAME.KEY} of all that is set for a driver. */
  Set<String> keys(CatalogDriver driver) {
    List<String> names = names(driver);
    Set<String> keys = new TreeSet<>();
    for (Map<String, String> layer : layers) {
      layer.keySet().stream().filter(key -> names.contains(name(key))).forEach(keys::add);
    }
    return keys;
  }

  private static String name(String key) {
    return key.substring(0, key.indexOf('.'));
  }

  /** The drivers and plugins that something is set for, in alphabetical order. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Map<String, String> layer : layers) {
      layer.keySet().forEach(key -> names.add(name(key)));
    }
    return names;
  }
}
