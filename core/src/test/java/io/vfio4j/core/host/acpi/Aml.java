package io.vfio4j.core.host.acpi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes tables by hand: those that no compiler would. */
final class Aml {
  static final byte[] PROPERTIES_UUID =
      block("11", hex("0a10"), hex("14d8ffdaba6e8c4d8a91bc9bbf4aa301"));

  private Aml() {}

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] string(String text) {
    return join(hex("0d"), ascii(text), hex("00"));
  }

  static byte[] qword(long value) {
    byte[] bytes = new byte[9];
    bytes[0] = 0x0e;
    for (int i = 0; i < 8; i++) {
      bytes[1 + i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  /** An opcode, the length of what follows in four bytes, and what follows. */
  static byte[] block(String opcode, byte[]... parts) {
    byte[] body = join(parts);
    int length = body.length + 4;
    byte[] prefix = {
      (byte) (0xc0 | (length & 0xf)),
      (byte) (length >> 4),
      (byte) (length >> 12),
      (byte) (length >> 20)
    };
    return join(hex(opcode), prefix, body);
  }

  static byte[] device(String segment, byte[]... parts) {
    return block("5b82", ascii(segment), join(parts));
  }

  static byte[] list(byte[]... elements) {
    return block("12", new byte[] {(byte) elements.length}, join(elements));
  }

  static byte[] name(String segment, byte[] value) {
    return join(hex("08"), ascii(segment), value);
  }

  static byte[] properties(byte[]... pairs) {
    return name("_DSD", list(PROPERTIES_UUID, list(pairs)));
  }

  static byte[] pair(String key, byte[] value) {
    return list(string(key), value);
  }

  static byte[] ssdt(byte[]... parts) {
    return table("SSDT", 2, parts);
  }

  static byte[] table(String signature, int revision, byte[]... parts) {
    byte[] header = new byte[36];
    Arrays.fill(header, 10, 24, (byte) ' ');
    System.arraycopy(ascii(signature), 0, header, 0, 4);
    header[8] = (byte) revision;
    System.arraycopy(ascii("TEST"), 0, header, 16, 4);
    return Tables.seal(join(header, join(parts)));
  }
}
