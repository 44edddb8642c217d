package io.vfio4j.testkit.script;

import java.util.HexFormat;

/**
 * Bytes as scripts write them: two digits each, {@code -} for none.
 *
 * @param text the digits
 * @since 0.1
 */
public record Hex(String text) {
  private static final HexFormat FORMAT = HexFormat.of();

  /** No bytes. */
  public static final Hex NONE = new Hex("");

  /** Checks the digits. */
  public Hex {
    FORMAT.parseHex(text);
  }

  /** Some bytes. */
  public static Hex of(byte[] bytes) {
    return new Hex(FORMAT.formatHex(bytes));
  }

  /** The first of some bytes, as many as there are at most. */
  public static Hex of(byte[] bytes, int most) {
    return new Hex(FORMAT.formatHex(bytes, 0, Math.min(bytes.length, most)));
  }

  /** How many bytes. */
  public int length() {
    return text.length() / 2;
  }

  /** The bytes, which are the caller's. */
  public byte[] bytes() {
    return FORMAT.parseHex(text);
  }

  /** A space and the digits; nothing if there are no bytes. */
  String behind() {
    return text.isEmpty() ? "" : " " + text;
  }
}
