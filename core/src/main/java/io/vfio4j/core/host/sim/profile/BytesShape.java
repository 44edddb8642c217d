package io.vfio4j.core.host.sim.profile;

/**
 * Bytes as hexadecimal digits, blanks between them allowed, {@code 00*12} for a byte so often, up
 * to a number of them; it becomes a {@link HexText}.
 */
record BytesShape(int most) implements Shape {
  /** What config space has room for. */
  static final BytesShape CONFIG = new BytesShape(4096);

  @Override
  public String type() {
    return "bytes";
  }

  @Override
  public Object read(Object json, Place place) {
    if (!(json instanceof String text) || text.isBlank()) {
      throw noBytes(json, place);
    }
    HexText bytes = new HexText(text);
    if (length(bytes, place) > most) {
      throw place.problem("longer than %d bytes", most);
    }
    return bytes;
  }

  private static long length(HexText bytes, Place place) {
    try {
      return bytes.length();
    } catch (IllegalArgumentException _) {
      throw noBytes(bytes.text(), place);
    }
  }

  private static ProfileException noBytes(Object json, Place place) {
    return place.problem("not bytes in hexadecimal: %s", Shape.describe(json));
  }
}
