package io.vfio4j.core.linux;

import java.util.EnumSet;
import java.util.Set;

/** What can no longer be done to a memfd (linux/fcntl.h, {@code F_SEAL_*}). */
public enum Seal {
  /** No further seals. */
  SEAL(0x1),
  /** The file cannot become smaller: a mapping of it never faults. */
  SHRINK(0x2),
  /** The file cannot become larger. */
  GROW(0x4),
  /** The contents cannot change. */
  WRITE(0x8),
  /** No new writable mapping; existing ones go on. */
  FUTURE_WRITE(0x10);

  private final int bit;

  Seal(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  static Set<Seal> fromBits(int bits) {
    Set<Seal> seals = EnumSet.noneOf(Seal.class);
    for (Seal seal : values()) {
      if ((bits & seal.bit()) != 0) {
        seals.add(seal);
      }
    }
    return seals;
  }
}
