package io.vfio4j.core.binding;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator set for drivers.
 *
 * @param values by {@code DRIVER.KEY}
 */
public record Settings(Map<String, String> values) {
  /** Nothing is set. */
  public static final Settings NONE = new Settings(Map.of());

  /** Keeps a copy and checks that each key names a driver and a setting of it. */
  public Settings {
    values = Map.copyOf(values);
    for (String key : values.keySet()) {
      int dot = key.indexOf('.');
      if (dot <= 0 || dot == key.length() - 1) {
        throw new IllegalArgumentException("'%s' is not DRIVER.KEY".formatted(key));
      }
    }
  }

  /** A driver's setting. */
  public Optional<String> of(String driver, String key) {
    return Optional.ofNullable(values.get(driver + "." + key));
  }

  /** The drivers that something is set for, in alphabetical order. */
  public Set<String> drivers() {
    Set<String> names = new TreeSet<>();
    values.keySet().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
    return names;
  }
}
