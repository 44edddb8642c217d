package io.vfio4j.core.host.sim.profile;

import java.util.List;
import java.util.stream.Stream;

/** Registers of the header that no other key describes. */
final class HeaderReader {
  /** Ids and class, BARs, subsystem ids, the ROM, the pointer to the capabilities, the pin. */
  private static final List<MemoryRange> DESCRIBED =
      List.of(
          new MemoryRange(0x00, 4),
          new MemoryRange(0x08, 4),
          new MemoryRange(0x10, 24),
          new MemoryRange(0x2c, 8),
          new MemoryRange(0x34, 1),
          new MemoryRange(0x3d, 1));

  private static final int TYPE = 0x0e;

  /** The other bit says that there are more functions. */
  private static final int TYPE_BITS = 0x7f;

  private HeaderReader() {}

  static List<HeaderRegister> registers(Fields function) {
    Claims claims = new Claims();
    return function.objects("header").stream().map(each -> register(each, claims)).toList();
  }

  private static HeaderRegister register(Fields fields, Claims claims) {
    int offset = fields.small("offset");
    int width = fields.small("width");
    if (Stream.of(1, 2, 4).noneMatch(each -> each == width) || offset % width != 0) {
      throw fields.problem("width", "not 1, 2 or 4, or no divisor of the offset: %d", width);
    }
    MemoryRange range = new MemoryRange(offset, width);
    if (DESCRIBED.stream().anyMatch(range::overlaps)) {
      throw fields.problem("offset", "0x%02x is described by other keys", offset);
    }
    claims.claim(range, "header register", fields.place());
    int value = bits(fields, "value");
    int writable = bits(fields, "writable");
    if (range.overlaps(new MemoryRange(TYPE, 1))
        && ((value | writable) >>> (Byte.SIZE * (TYPE - offset)) & TYPE_BITS) != 0) {
      throw fields.problem("value", "header type: only 0 can be served, no bridge is");
    }
    return new HeaderRegister(offset, width, value, writable);
  }

  private static int bits(Fields fields, String key) {
    long bits = fields.number(key);
    int width = fields.small("width");
    if (bits >>> (width * Byte.SIZE) != 0) {
      throw fields.problem(key, "0x%x has more than %d bytes", bits, width);
    }
    return (int) bits;
  }
}
