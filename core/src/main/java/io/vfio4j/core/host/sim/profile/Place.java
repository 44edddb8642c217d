package io.vfio4j.core.host.sim.profile;

/**
 * Where in a profile a value stands, for messages.
 *
 * @param origin the profile's name or file
 * @param path for instance {@code functions[0].bars[1]}; empty for the whole
 */
record Place(String origin, String path) {

  static Place top(String origin) {
    return new Place(origin, "");
  }

  Place key(String name) {
    return new Place(origin, path.isEmpty() ? name : path + "." + name);
  }

  Place item(int index) {
    return new Place(origin, path + "[" + index + "]");
  }

  @SuppressWarnings("AnnotateFormatMethod") // Would need an annotation library.
  ProfileException problem(String format, Object... arguments) {
    String where = path.isEmpty() ? origin : origin + ": " + path;
    return new ProfileException(where + ": " + format.formatted(arguments));
  }
}
