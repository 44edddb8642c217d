package io.vfio4j.core.host.sim.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An object of one of several kinds; one of its keys says which. */
record ChoiceShape(String type, String selector, List<Schema> kinds) implements Shape {

  @Override
  public Fields read(Object json, Place place) {
    if (!(json instanceof Map<?, ?> object)) {
      throw place.problem("not an object: %s", Shape.describe(json));
    }
    Object name = object.get(selector);
    if (name == null) {
      throw place.problem("key '%s' is missing", selector);
    }
    Optional<Schema> kind = kinds.stream().filter(schema -> schema.type().equals(name)).findFirst();
    return kind.orElseThrow(() -> unknown(name, place)).read(json, place);
  }

  private ProfileException unknown(Object name, Place place) {
    String known = kinds.stream().map(Schema::type).sorted().collect(Collectors.joining(", "));
    return place.key(selector).problem("unknown: %s; known are %s", Shape.describe(name), known);
  }
}
