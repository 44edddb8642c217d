package io.vfio4j.core.pci;

import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.config.RawCapabilities;
import java.util.OptionalInt;

/**
 * Where a function has its MSI-X table, from its capability.
 *
 * <pre>
 *   id (0x11)         next             control: bits 10:0 entries - 1     +0
 *   table offset, its low three bits the BAR                              +4
 * </pre>
 *
 * @param bar -1 if there is no table
 * @param start in bytes from the BAR's start
 * @param end the first byte behind it
 */
record MsixTable(int bar, long start, long end) {
  private static final int CAPABILITY = 0x11;
  private static final int ENTRY = 16;

  static MsixTable of(HostFunction function) {
    OptionalInt found = RawCapabilities.find(function, CAPABILITY);
    if (found.isEmpty()) {
      return new MsixTable(-1, 0, 0);
    }
    int start = found.getAsInt();
    int entries = (function.configRead(start + 2, 2) & 0x7ff) + 1;
    int location = function.configRead(start + 4, 4);
    long offset = Integer.toUnsignedLong(location & ~7);
    return new MsixTable(location & 7, offset, offset + (long) ENTRY * entries);
  }
}
