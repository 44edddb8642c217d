package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;
import java.util.OptionalInt;

/** Finds capabilities in the hardware's own chain. */
public final class RawCapabilities {
  private static final int MOST = (0x100 - Header.LENGTH) / 4;

  private RawCapabilities() {}

  /** The first capability with an id, as its offset in config space. */
  public static OptionalInt find(HostFunction function, int id) {
    if ((function.configRead(Header.STATUS, 2) & Header.STATUS_CAPABILITIES) == 0) {
      return OptionalInt.empty();
    }
    int start = function.configRead(Header.CAPABILITIES, 1) & ~3;
    for (int i = 0; i < MOST && start >= Header.LENGTH; i++) {
      if (function.configRead(start, 1) == id) {
        return OptionalInt.of(start);
      }
      start = function.configRead(start + 1, 1) & ~3;
    }
    return OptionalInt.empty();
  }
}
