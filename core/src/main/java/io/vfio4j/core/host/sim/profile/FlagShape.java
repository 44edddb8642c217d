package io.vfio4j.core.host.sim.profile;

/** A JSON boolean. */
record FlagShape() implements Shape {

  @Override
  public String type() {
    return "true or false";
  }

  @Override
  public Object read(Object json, Place place) {
    if (json instanceof Boolean) {
      return json;
    }
    throw place.problem("not true or false: %s", Shape.describe(json));
  }
}
