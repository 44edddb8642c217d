package io.vfio4j.core.host.sim.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A kind of object in a profile: its name in the documentation, and its keys. */
record Schema(String type, List<Key> keys) implements Shape {

  static Schema of(String type, Key... keys) {
    return new Schema(type, List.of(keys));
  }

  @Override
  public Fields read(Object json, Place place) {
    if (!(json instanceof Map<?, ?> object)) {
      throw place.problem("not an object: %s", Shape.describe(json));
    }
    for (Object name : object.keySet()) {
      checkKnown(name.toString(), place);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key key : keys) {
      readKey(key, object, place, values);
    }
    return new Fields(type, place, values);
  }

  private void checkKnown(String name, Place place) {
    if (keys.stream().noneMatch(key -> key.name().equals(name))) {
      String known = keys.stream().map(Key::name).sorted().collect(Collectors.joining(", "));
      throw place.key(name).problem("unknown key; known are %s", known);
    }
  }

  private static void readKey(Key key, Map<?, ?> object, Place place, Map<String, Object> values) {
    Object json = object.get(key.name());
    if (json == null && key.required()) {
      throw place.problem("key '%s' is missing", key.name());
    }
    Object given = json == null ? key.fallback() : json;
    if (given != null) {
      values.put(key.name(), key.shape().read(given, place.key(key.name())));
    }
  }
}
