package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixTable;
import java.util.ArrayList;
import java.util.List;

/** What a BAR's plain registers hold after a reset. */
final class InitialValueReader {
  /** The upper half of a vector's entry: no data, and bit 0 of the vector control, masked. */
  private static final long MASKED = 1L << 32;

  private final Fields bar;
  private final long size;

  InitialValueReader(Fields bar, long size) {
    this.bar = bar;
    this.size = size;
  }

  List<InitialValue> values(List<RegisterProfile> registers) {
    List<InitialValue> values = new ArrayList<>();
    for (RegisterProfile register : registers) {
      if (register instanceof MsixTable table) {
        addTable(table, values);
      }
    }
    for (Fields fields : bar.objects("initial")) {
      InitialValue value = value(fields);
      checkPlain(value, registers, fields);
      values.add(value);
    }
    return List.copyOf(values);
  }

  private static void addTable(MsixTable table, List<InitialValue> values) {
    for (int vector = 0; vector < table.vectors(); vector++) {
      long entry = table.offset() + vector * 16L;
      values.add(new InitialValue(entry, 8, 0));
      values.add(new InitialValue(entry + 8, 8, MASKED));
    }
  }

  private InitialValue value(Fields fields) {
    int width = fields.small("width");
    long offset = fields.number("offset");
    long value = fields.number("value");
    if (Integer.bitCount(width) != 1) {
      throw fields.problem("width", "%d is not 1, 2, 4 or 8", width);
    }
    if (offset % width != 0 || !new MemoryRange(0, size).contains(offset, width)) {
      throw fields.problem(
          "offset", "0x%x is no register of %d bytes in a BAR of 0x%x", offset, width, size);
    }
    if (width < Long.BYTES && value >>> (width * 8) != 0) {
      throw fields.problem("value", "0x%x does not fit %d bytes", value, width);
    }
    return new InitialValue(offset, width, value);
  }

  private static void checkPlain(
      InitialValue value, List<RegisterProfile> registers, Fields fields) {
    MemoryRange range = new MemoryRange(value.offset(), value.width());
    for (RegisterProfile register : registers) {
      if (register.range().overlaps(range)) {
        throw fields.problem(
            "offset", "0x%x belongs to a register that sets itself", value.offset());
      }
    }
  }
}
