package io.vfio4j.core.host.sim.profile;

import org.jspecify.annotations.Nullable;

/**
 * A key of an object in a profile.
 *
 * @param name as written
 * @param shape what its value may be
 * @param required whether it must be there
 * @param fallback what it is if it is not there, as it would be written; null for nothing
 */
record Key(String name, Shape shape, boolean required, @Nullable Object fallback) {

  static Key required(String name, Shape shape) {
    return new Key(name, shape, true, null);
  }

  static Key optional(String name, Shape shape) {
    return new Key(name, shape, false, null);
  }

  static Key optional(String name, Shape shape, Object fallback) {
    return new Key(name, shape, false, fallback);
  }

  /** As the documentation has it in the column "default". */
  String defaultText() {
    if (required) {
      return "required";
    }
    return fallback == null ? "none" : fallback.toString();
  }
}
