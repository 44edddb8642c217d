package io.vfio4j.core.host.acpi.aml;

/**
 * A position in a table's bytes, with an end that it does not pass.
 *
 * <pre>
 * PkgLength, ACPI 6.5 section 20.2.4: how long a block is, itself included
 *   lead byte   bits 7-6  count of bytes that follow, 0 to 3
 *               bits 5-0  the length, if none follows
 *               bits 3-0  its lowest four bits otherwise; each byte that follows has eight more
 * </pre>
 */
final class AmlCursor {
  private final byte[] bytes;
  private final int limit;
  private int position;

  AmlCursor(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    this.position = position;
    this.limit = limit;
  }

  /** One at the same position. */
  AmlCursor copy() {
    return new AmlCursor(bytes, position, limit);
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position >= limit;
  }

  int remaining() {
    return limit - position;
  }

  /** The next byte, which stays; 0 at the end, where reading it will fail. */
  int peek() {
    return atEnd() ? 0 : bytes[position] & 0xff;
  }

  int readByte() {
    if (atEnd()) {
      throw new AmlException(position, "ends in the middle of an object");
    }
    return bytes[position++] & 0xff;
  }

  /** An unsigned little-endian number of up to 8 bytes. */
  long readInteger(int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (long) readByte() << (8 * i);
    }
    return value;
  }

  /** An opcode of one byte, or of two whose first is 0x5b. */
  int readOpcode() {
    int first = readByte();
    return first == 0x5b ? 0x5b00 | readByte() : first;
  }

  /** A number in the encoding of a PkgLength. */
  int readPackageLength() {
    int lead = readByte();
    int following = lead >> 6;
    int length = following == 0 ? lead : lead & 0x0f;
    for (int i = 0; i < following; i++) {
      length |= readByte() << (4 + 8 * i);
    }
    return length;
  }

  /** What a PkgLength at the position spans, without the PkgLength. Goes on behind it. */
  AmlCursor readBlock() {
    int start = position;
    int length = readPackageLength();
    if (length < position - start || length > limit - start) {
      throw new AmlException(
          start, "block of %d bytes, where %d are left".formatted(length, limit - start));
    }
    AmlCursor block = new AmlCursor(bytes, position, start + length);
    position = start + length;
    return block;
  }

  void skip(int count) {
    if (count > remaining()) {
      throw new AmlException(position, "ends in the middle of an object");
    }
    position += count;
  }

  byte[] readRest() {
    byte[] rest = new byte[remaining()];
    System.arraycopy(bytes, position, rest, 0, rest.length);
    position = limit;
    return rest;
  }

  /** Whether four characters occur from here to the end. */
  boolean holds(String segment) {
    for (int at = position; at + 4 <= limit; at++) {
      if (bytes[at] == segment.charAt(0)
          && bytes[at + 1] == segment.charAt(1)
          && bytes[at + 2] == segment.charAt(2)
          && bytes[at + 3] == segment.charAt(3)) {
        return true;
      }
    }
    return false;
  }
}
