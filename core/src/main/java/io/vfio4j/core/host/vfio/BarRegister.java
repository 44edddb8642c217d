package io.vfio4j.core.host.vfio;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostBar.Kind;

/**
 * What config space says of a BAR: bit 0 I/O ports; else bits 2 and 1 the width of its address, and
 * bit 3 prefetchable.
 *
 * @param address where it is
 */
record BarRegister(Kind kind, boolean prefetchable, long address) {
  private static final int FIRST = 0x10;
  private static final int ROM = 0x30;
  private static final int IO = 1;
  private static final int TYPE = 0x6;
  private static final int TYPE_64 = 0x4;
  private static final int PREFETCHABLE = 0x8;
  private static final long IO_FLAGS = 0x3;
  private static final long MEMORY_FLAGS = 0xf;
  private static final long ROM_FLAGS = 0x7ff;

  static BarRegister read(ConfigFile config, int index) {
    if (index == RegionIndex.ROM) {
      return new BarRegister(Kind.MEMORY_32, false, dword(config, ROM) & ~ROM_FLAGS);
    }
    int offset = FIRST + Integer.BYTES * index;
    long low = dword(config, offset);
    if ((low & IO) != 0) {
      return new BarRegister(Kind.IO, false, low & ~IO_FLAGS);
    }
    boolean prefetchable = (low & PREFETCHABLE) != 0;
    long base = low & ~MEMORY_FLAGS;
    return (low & TYPE) == TYPE_64
        ? new BarRegister(Kind.MEMORY_64, prefetchable, dword(config, offset + 4) << 32 | base)
        : new BarRegister(Kind.MEMORY_32, prefetchable, base);
  }

  private static long dword(ConfigFile config, int offset) {
    return Integer.toUnsignedLong(config.read(offset, Integer.BYTES));
  }
}
