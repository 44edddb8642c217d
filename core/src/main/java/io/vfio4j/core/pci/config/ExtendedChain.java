package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * Walks the capabilities from byte 0x100 on.
 *
 * <pre>
 *   31          20 19     16 15                 0
 *   +-------------+---------+--------------------+
 *   |    next     | version |         id         |
 *   +-------------+---------+--------------------+
 * </pre>
 *
 * <p>The first one has a fixed place: if it is hidden, a head without id stands there and leads on.
 */
final class ExtendedChain {
  private static final int FIRST = 0x100;
  private static final int MOST = (0x1000 - FIRST) / 4;
  private static final int NEXT = 0xffc00000;
  private static final int NEXT_SHIFT = 20;
  private static final int HEAD = 4;

  /** The shortest capability: there is none in a place too small for it. */
  private static final int LEAST = 8;

  private final ConfigState base;
  private final OwnerMap map;
  private final CapabilityOwners owners;
  private boolean shown;

  ExtendedChain(ConfigState base, OwnerMap map, CapabilityOwners owners) {
    this.base = base;
    this.map = map;
    this.owners = owners;
  }

  void walk() {
    if (map.size() <= FIRST || base.function().configRead(FIRST, 4) == 0) {
      return;
    }
    int previous = 0;
    int start = FIRST;
    for (int i = 0; i < MOST && start >= FIRST; i++) {
      int header = base.function().configRead(start, 4);
      if (show(start, header & 0xffff)) {
        previous = start;
      } else if (previous != 0) {
        base.virtual().change(previous, 4, NEXT, header);
      } else {
        hideFirst(header);
        previous = start;
      }
      start = header >>> NEXT_SHIFT & ~3;
    }
    if (!shown) {
      base.virtual().set(FIRST, 4, 0);
    }
  }

  private boolean show(int start, int id) {
    HostFunction function = base.function();
    int length = map.fits(start, LEAST) ? ExtendedCapabilities.length(function, id, start) : 0;
    if (length == 0 || !map.fits(start, length)) {
      return false;
    }
    base.fill(start, length);
    map.give(start, length, owners.extended(id, start));
    shown = true;
    return true;
  }

  private void hideFirst(int header) {
    base.virtual().set(FIRST, HEAD, header & NEXT);
    map.give(FIRST, HEAD, new DirectBytes(base, FIRST, HEAD, false));
  }
}
