package io.vfio4j.e2e;

import java.io.IOException;

/**
 * A function on the machine's root bus, set up by us as firmware would: through configuration
 * mechanism #1 of the PCI Local Bus Specification, ports 0xcf8 and 0xcfc.
 */
final class PciFunction {

  static final int COMMAND = 0x04;
  static final int STATUS = 0x06;
  static final int CAPABILITIES = 0x34;
  static final int MSI = 0x05;
  static final int PCI_EXPRESS = 0x10;
  static final int MSIX = 0x11;

  private static final int ADDRESS_PORT = 0xcf8;
  private static final int DATA_PORT = 0xcfc;
  private static final int BAR_0 = 0x10;
  private static final long MEMORY_AND_BUS_MASTER = 0x6;
  private static final long LOW = 0xffff_ffffL;

  private final QTest qtest;
  private final int slot;

  PciFunction(QTest qtest, int slot) {
    this.qtest = qtest;
    this.slot = slot;
  }

  long config(int width, int offset) throws IOException {
    select(offset);
    return qtest.in(width, DATA_PORT + (offset & 3));
  }

  void config(int width, int offset, long value) throws IOException {
    select(offset);
    qtest.out(width, DATA_PORT + (offset & 3), value);
  }

  private void select(int offset) throws IOException {
    qtest.out(4, ADDRESS_PORT, 0x8000_0000L | (long) slot << 11 | (offset & 0xfc));
  }

  int capability(int id) throws IOException {
    int at = (int) config(1, CAPABILITIES);
    while (at != 0 && config(1, at) != id) {
      at = (int) config(1, at + 1);
    }
    if (at == 0) {
      throw new AssertionError("no capability %#x".formatted(id));
    }
    return at;
  }

  /** The type bits of a BAR: 0 for 32-bit memory, 4 for 64-bit, 8 for prefetchable. */
  long barType(int bar) throws IOException {
    return config(4, BAR_0 + 4 * bar) & 0xf;
  }

  long bar(int bar) throws IOException {
    long low = config(4, BAR_0 + 4 * bar) & ~0xfL;
    return is64Bit(bar) ? config(4, BAR_0 + 4 * bar + 4) << 32 | low : low;
  }

  /** Sizes a BAR by writing ones to it; it is at no useful address afterwards. */
  long barSize(int bar) throws IOException {
    place(bar, -1);
    long sign = is64Bit(bar) ? 0 : ~LOW;
    return -(bar(bar) | sign);
  }

  void place(int bar, long address) throws IOException {
    config(4, BAR_0 + 4 * bar, address & LOW);
    if (is64Bit(bar)) {
      config(4, BAR_0 + 4 * bar + 4, address >>> 32);
    }
  }

  /** Lets it answer to memory accesses, and write to memory itself. */
  void enable() throws IOException {
    config(2, COMMAND, MEMORY_AND_BUS_MASTER);
  }

  private boolean is64Bit(int bar) throws IOException {
    return (barType(bar) & 0x4) != 0;
  }
}
