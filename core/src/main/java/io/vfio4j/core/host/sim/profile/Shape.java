package io.vfio4j.core.host.sim.profile;

import java.util.List;
import java.util.Map;

/** What a value of a profile may be. */
interface Shape {

  /** Its name, as the documentation has it in the column "type". */
  String type();

  /**
   * Checks a value and turns it into what it means.
   *
   * @param json from {@link JsonText}
   * @param place where it stands
   * @throws ProfileException if it is something else
   */
  Object read(Object json, Place place);

  /** What a wrong value is called in a message. */
  static String describe(Object json) {
    return switch (json) {
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      case String text -> "'" + shorten(text) + "'";
      default -> shorten(json.toString());
    };
  }

  private static String shorten(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
