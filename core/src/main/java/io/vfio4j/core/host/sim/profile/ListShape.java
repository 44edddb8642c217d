package io.vfio4j.core.host.sim.profile;

import java.util.ArrayList;
import java.util.List;

/** A list of values of one shape, up to a number of them. */
record ListShape(Shape item, int max) implements Shape {

  @Override
  public String type() {
    return "list of " + item.type();
  }

  @Override
  public Object read(Object json, Place place) {
    if (!(json instanceof List<?> list)) {
      throw place.problem("not a list: %s", Shape.describe(json));
    }
    if (list.size() > max) {
      throw place.problem("%d items are more than %d", list.size(), max);
    }
    List<Object> items = new ArrayList<>();
    for (Object value : list) {
      items.add(item.read(value, place.item(items.size())));
    }
    return List.copyOf(items);
  }
}
