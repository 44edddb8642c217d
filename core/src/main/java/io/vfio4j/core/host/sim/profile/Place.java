package io.vfio4j.core.host.sim.profile;

import java.util.regex.Pattern;

/**
 * Where in a profile a value stands, for messages.
 *
 * @param origin the profile's name or file
 * @param path for instance {@code functions[0].bars[1]}; empty for the whole
 */
record Place(String origin, String path) {

  /** A message is one line, whatever a key or a value has in it. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final int MAX_NAME = 60;

  static Place top(String origin) {
    return new Place(origin, "");
  }

  Place key(String name) {
    String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    return new Place(origin, path.isEmpty() ? shown : path + "." + shown);
  }

  Place item(int index) {
    return new Place(origin, path + "[" + index + "]");
  }

  @SuppressWarnings("AnnotateFormatMethod") // Would need an annotation library.
  ProfileException problem(String format, Object... arguments) {
    String where = path.isEmpty() ? origin : origin + ": " + path;
    String message = where + ": " + format.formatted(arguments);
    return new ProfileException(CONTROL.matcher(message).replaceAll("?"));
  }
}
