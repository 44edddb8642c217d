package io.vfio4j.core.host.sim.profile;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object with names of the author's choice, each with a 64-bit number. */
record NamedNumbersShape(int max) implements Shape {
  private static final NumberShape NUMBER = NumberShape.upTo(-1);

  @Override
  public String type() {
    return "names and numbers";
  }

  @Override
  public Object read(Object json, Place place) {
    if (!(json instanceof Map<?, ?> object)) {
      throw place.problem("not an object: %s", Shape.describe(json));
    }
    if (object.size() > max) {
      throw place.problem("%d names are more than %d", object.size(), max);
    }
    Map<String, Long> numbers = new LinkedHashMap<>();
    object.forEach((name, value) -> {
      String key = (String) name;
      numbers.put(key, (Long) NUMBER.read(value, place.key(key)));
    });
    return numbers;
  }
}
