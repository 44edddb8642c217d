package io.vfio4j.core.host.sim.profile;

import java.util.HexFormat;

/** Bytes as hexadecimal digits, blanks between them allowed; it becomes a {@code byte[]}. */
record BytesShape() implements Shape {

  @Override
  public String type() {
    return "bytes";
  }

  @Override
  public Object read(Object json, Place place) {
    try {
      if (json instanceof String text && !text.isBlank()) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw place.problem("not bytes in hexadecimal: %s", Shape.describe(json));
  }
}
