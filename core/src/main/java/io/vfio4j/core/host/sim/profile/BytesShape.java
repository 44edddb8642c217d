package io.vfio4j.core.host.sim.profile;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as hexadecimal digits, blanks between them allowed, {@code 00*12} for a byte so often; it
 * becomes a {@code byte[]}.
 */
record BytesShape() implements Shape {
  private static final int MOST = 1 << 20;
  private static final Pattern REPEATED = Pattern.compile("([0-9a-fA-F]{2})\\*([1-9][0-9]{0,6})");

  @Override
  public String type() {
    return "bytes";
  }

  @Override
  public Object read(Object json, Place place) {
    try {
      if (json instanceof String text && !text.isBlank()) {
        return bytes(text);
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw place.problem("not bytes in hexadecimal: %s", Shape.describe(json));
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String word : text.split(" ", -1)) {
      Matcher repeated = REPEATED.matcher(word);
      boolean once = !repeated.matches();
      byte[] unit = HexFormat.of().parseHex(once ? word : repeated.group(1));
      int times = once ? 1 : Integer.parseInt(repeated.group(2));
      if (times > MOST - bytes.size()) {
        throw new IllegalArgumentException("longer than " + MOST);
      }
      for (int i = 0; i < times; i++) {
        bytes.writeBytes(unit);
      }
    }
    return bytes.toByteArray();
  }
}
