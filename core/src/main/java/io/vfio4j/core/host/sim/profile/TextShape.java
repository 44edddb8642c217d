package io.vfio4j.core.host.sim.profile;

/** A string that is shown to people, or parsed further. */
record TextShape() implements Shape {
  private static final int MAX_LENGTH = 200;

  @Override
  public String type() {
    return "text";
  }

  @Override
  public Object read(Object json, Place place) {
    if (!(json instanceof String text)) {
      throw place.problem("not a text: %s", Shape.describe(json));
    }
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw place.problem("not between 1 and %d characters", MAX_LENGTH);
    }
    return text;
  }
}
