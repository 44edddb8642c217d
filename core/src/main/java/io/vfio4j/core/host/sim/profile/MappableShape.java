package io.vfio4j.core.host.sim.profile;

/** All, nothing, or a list of areas. */
record MappableShape(ListShape areas) implements Shape {

  @Override
  public String type() {
    return "true, false or " + areas.type();
  }

  @Override
  public Object read(Object json, Place place) {
    return json instanceof Boolean ? json : areas.read(json, place);
  }
}
