package io.vfio4j.core.host.sim.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of a profile whose keys and types have been checked. */
record Fields(String type, Place place, Map<String, Object> values) {

  boolean has(String key) {
    return values.containsKey(key);
  }

  Object value(String key) {
    return Optional.ofNullable(values.get(key)).orElseThrow();
  }

  long number(String key) {
    return (Long) value(key);
  }

  /** For keys whose shape ends at {@link Integer#MAX_VALUE} or before. */
  int small(String key) {
    return Math.toIntExact(number(key));
  }

  String text(String key) {
    return (String) value(key);
  }

  boolean flag(String key) {
    return (Boolean) value(key);
  }

  byte[] bytes(String key) {
    return ((HexText) value(key)).bytes();
  }

  /** How many {@link #bytes} there are, which need not be made for that. */
  int length(String key) {
    return Math.toIntExact(((HexText) value(key)).length());
  }

  Fields object(String key) {
    return (Fields) value(key);
  }

  List<Fields> objects(String key) {
    return ((List<?>) value(key)).stream().map(Fields.class::cast).toList();
  }

  /** A problem with the value of a key. */
  @SuppressWarnings("AnnotateFormatMethod") // Would need an annotation library.
  ProfileException problem(String key, String format, Object... arguments) {
    return place.key(key).problem(format, arguments);
  }
}
