package io.vfio4j.distribution.output;

import com.grack.nanojson.JsonWriter;

/** Writes maps, lists, strings, numbers and nulls as JSON. */
public final class Json {

  private Json() {}

  /** On several lines, for a command's result. */
  public static String text(Object value) {
    return JsonWriter.indent("  ").string().value(value).done();
  }

  /** On one line, for an argument of another command. */
  public static String line(Object value) {
    return JsonWriter.string(value);
  }
}
