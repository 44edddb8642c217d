package io.vfio4j.core.host.sim.profile;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number: a JSON number, or a string with a decimal or hexadecimal one, a size also with a
 * unit. It becomes a {@link Long}, unsigned.
 */
record NumberShape(String type, long max, boolean units) implements Shape {
  private static final Pattern TEXT =
      Pattern.compile("(?:0x([0-9a-fA-F]{1,16})|([0-9]{1,20}))(KiB|MiB|GiB|TiB)?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

  static NumberShape upTo(long max) {
    return new NumberShape("number", max, false);
  }

  static NumberShape size(long max) {
    return new NumberShape("size", max, true);
  }

  @Override
  public Object read(Object json, Place place) {
    Matcher matcher = TEXT.matcher(json.toString());
    boolean scalar = json instanceof Number || json instanceof String;
    if (!scalar || !matcher.matches() || (matcher.group(3) != null && !units)) {
      throw place.problem("not a %s: %s", type, Shape.describe(json));
    }
    try {
      long value = scaled(unscaled(matcher), matcher.group(3));
      if (Long.compareUnsigned(value, max) <= 0) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException _) {
      // Above every maximum.
    }
    throw place.problem("%s is above 0x%x", Shape.describe(json), max);
  }

  private static long unscaled(Matcher matcher) {
    String hex = matcher.group(1);
    return hex == null
        ? Long.parseUnsignedLong(matcher.group(2))
        : Long.parseUnsignedLong(hex.toLowerCase(Locale.ROOT), 16);
  }

  private static long scaled(long value, String unit) {
    if (unit == null) {
      return value;
    }
    int shift = SHIFTS.get(unit);
    if (value < 0 || Long.numberOfLeadingZeros(value) <= shift) {
      throw new ArithmeticException();
    }
    return value << shift;
  }
}
