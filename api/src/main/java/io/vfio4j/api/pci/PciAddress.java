package io.vfio4j.api.pci;

import io.vfio4j.api.promise.Stable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a function is: segment (also called domain), bus, device, function; together the BDF.
 *
 * <p>Written as sysfs and {@code lspci -D} do, {@code 0009:01:00.0}. Ordered by its parts.
 *
 * @param segment 0 to 0xffff
 * @param bus 0 to 0xff
 * @param device 0 to 0x1f
 * @param function 0 to 7
 * @since 0.1
 */
@Stable(since = "0.1")
public record PciAddress(int segment, int bus, int device, int function)
    implements Comparable<PciAddress> {
  private static final Pattern TEXT =
      Pattern.compile("(?:([0-9a-fA-F]{4}):)?([0-9a-fA-F]{2}):([0-9a-fA-F]{2})\\.([0-7])");

  /** Checks that each part is in its range. */
  public PciAddress {
    check("segment", segment, 0xffff);
    check("bus", bus, 0xff);
    check("device", device, 0x1f);
    check("function", function, 7);
  }

  private static void check(String part, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(part + " " + value + " is not within 0 and " + max);
    }
  }

  /**
   * Reads {@code 0009:01:00.0}, or {@code 01:00.0} for segment 0.
   *
   * @param text the address
   * @throws IllegalArgumentException if it is not one
   */
  public static PciAddress parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a PCI address such as 0000:01:00.0");
    }
    int segment = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1), 16);
    return new PciAddress(
        segment,
        Integer.parseInt(matcher.group(2), 16),
        Integer.parseInt(matcher.group(3), 16),
        Integer.parseInt(matcher.group(4)));
  }

  @Override
  public int compareTo(PciAddress other) {
    return Long.compare(order(), other.order());
  }

  // By hand, for the JVM makes a record's own when they are first used, which a start waits for.
  @Override
  public final boolean equals(Object other) {
    return other instanceof PciAddress that && order() == that.order();
  }

  @Override
  public final int hashCode() {
    return Long.hashCode(order());
  }

  private long order() {
    return ((long) segment << 16) | (bus << 8) | (device << 3) | function;
  }

  @Override
  public String toString() {
    return "%04x:%02x:%02x.%x".formatted(segment, bus, device, function);
  }
}
