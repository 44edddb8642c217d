package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * Walks the capabilities of the first 256 bytes once, at open: gives those that are shown to their
 * owners and lets the virtual chain jump over the others.
 */
final class StandardChain {
  /** As many as there is room for: an end to chains that bite their tail. */
  private static final int MOST = (0x100 - Header.LENGTH) / 4;

  private static final int NEXT = 1;

  private final ConfigState base;
  private final OwnerMap map;
  private final CapabilityOwners owners;
  private boolean shown;
  private boolean extended;

  StandardChain(ConfigState base, OwnerMap map, CapabilityOwners owners) {
    this.base = base;
    this.map = map;
    this.owners = owners;
  }

  /** Whether what was found says that there can be capabilities beyond 256 bytes. */
  boolean extended() {
    return extended;
  }

  void walk() {
    HostFunction function = base.function();
    if ((function.configRead(Header.STATUS, 2) & Header.STATUS_CAPABILITIES) == 0) {
      return;
    }
    int pointer = Header.CAPABILITIES;
    int start = function.configRead(pointer, 1);
    for (int i = 0; i < MOST && (start & ~3) >= Header.LENGTH; i++) {
      int next = function.configRead((start & ~3) + NEXT, 1);
      if (show(start & ~3)) {
        pointer = (start & ~3) + NEXT;
      } else {
        base.virtual().set(pointer, 1, next);
      }
      start = next;
    }
    if (!shown) {
      base.virtual().change(Header.STATUS, 2, Header.STATUS_CAPABILITIES, 0);
    }
  }

  private boolean show(int start) {
    HostFunction function = base.function();
    int id = function.configRead(start, 1);
    int length = StandardCapabilities.length(function, id, start);
    if (length == 0 || !map.fits(start, length)) {
      return false;
    }
    base.fill(start, length);
    map.give(start, length, owners.standard(id, start, length));
    extended |= id == StandardCapabilities.EXPRESS;
    extended |= id == StandardCapabilities.PCI_X && PciX.hasExtendedConfig(function, start);
    shown = true;
    return true;
  }
}
