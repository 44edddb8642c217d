package io.vfio4j.core.host.sim.profile;

import java.util.List;

/** One of a few words. */
record WordShape(List<String> words) implements Shape {

  @Override
  public String type() {
    return "one of " + String.join(", ", words);
  }

  @Override
  public Object read(Object json, Place place) {
    if (json instanceof String word && words.contains(word)) {
      return word;
    }
    throw place.problem("not %s: %s", type(), Shape.describe(json));
  }
}
