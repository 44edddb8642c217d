package io.vfio4j.core.pci.config;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostBar;
import org.jspecify.annotations.Nullable;

/**
 * The virtual BAR and ROM registers. A client writes what it likes; before the next read the values
 * are made what hardware of that size would hold, which is how sizing works. No address decoding
 * follows them.
 */
final class BarRegisters {
  private static final int IO = 0x1;
  private static final int TYPE_64 = 0x4;
  private static final int PREFETCHABLE = 0x8;
  private static final int ROM_ENABLE = 0x1;

  private final ConfigBytes virtual;
  private final @Nullable HostBar[] bars = new @Nullable HostBar[RegionIndex.ROM + 1];
  private boolean dirty = true;

  BarRegisters(ConfigState base) {
    virtual = base.virtual();
    for (int i = 0; i < bars.length; i++) {
      bars[i] = base.function().bar(i).orElse(null);
    }
  }

  static boolean contains(int position) {
    return (position >= Header.BARS && position < Header.BARS_END)
        || (position >= Header.ROM && position < Header.ROM_END);
  }

  void touched() {
    dirty = true;
  }

  void fixUp() {
    if (!dirty) {
      return;
    }
    int index = 0;
    while (index <= RegionIndex.BAR5) {
      index += fixUpBar(index);
    }
    HostBar rom = bars[RegionIndex.ROM];
    int mask = rom == null ? 0 : (int) -rom.size() | ROM_ENABLE;
    virtual.set(Header.ROM, 4, virtual.get(Header.ROM, 4) & mask);
    dirty = false;
  }

  /** How many registers it was. */
  private int fixUpBar(int index) {
    int register = Header.BARS + 4 * index;
    HostBar bar = bars[index];
    if (bar == null) {
      virtual.set(register, 4, 0);
      return 1;
    }
    long mask = -bar.size();
    virtual.set(register, 4, (virtual.get(register, 4) & (int) mask) | flags(bar));
    if (bar.kind() != HostBar.Kind.MEMORY_64) {
      return 1;
    }
    int upper = register + 4;
    virtual.set(upper, 4, virtual.get(upper, 4) & (int) (mask >>> 32));
    return 2;
  }

  private static int flags(HostBar bar) {
    int prefetchable = bar.prefetchable() ? PREFETCHABLE : 0;
    return switch (bar.kind()) {
      case IO -> IO;
      case MEMORY_32 -> prefetchable;
      case MEMORY_64 -> prefetchable | TYPE_64;
    };
  }
}
