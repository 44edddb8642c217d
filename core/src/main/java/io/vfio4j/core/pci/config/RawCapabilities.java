package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;
import java.util.OptionalInt;

/** Finds capabilities in the hardware's own chain. */
public final class RawCapabilities {
  private static final int END = 0x100;
  private static final int MOST_EXTENDED = (0x1000 - END) / 4;
  private static final int NEXT_SHIFT = 20;
  private static final int MOST = (END - Header.LENGTH) / 4;

  private RawCapabilities() {}

  /**
   * The first capability with an id that ends where it should, as its offset in config space. One
   * that does not would have registers that there are not.
   */
  public static OptionalInt find(HostFunction function, int id) {
    if ((function.configRead(Header.STATUS, 2) & Header.STATUS_CAPABILITIES) == 0) {
      return OptionalInt.empty();
    }
    int start = function.configRead(Header.CAPABILITIES, 1) & ~3;
    for (int i = 0; i < MOST && start >= Header.LENGTH; i++) {
      if (function.configRead(start, 1) == id && ends(function, id, start)) {
        return OptionalInt.of(start);
      }
      start = function.configRead(start + 1, 1) & ~3;
    }
    return OptionalInt.empty();
  }

  /** The same of the chain from byte 0x100 on. */
  static OptionalInt findExtended(HostFunction function, int id) {
    int start = END;
    for (int i = 0; i < MOST_EXTENDED && start >= END && start < function.configSize(); i++) {
      int header = function.configRead(start, 4);
      int length = (header & 0xffff) == id ? ExtendedCapabilities.length(function, id, start) : 0;
      if (length > 0 && start + length <= function.configSize()) {
        return OptionalInt.of(start);
      }
      start = header >>> NEXT_SHIFT & ~3;
    }
    return OptionalInt.empty();
  }

  private static boolean ends(HostFunction function, int id, int start) {
    return start + StandardCapabilities.length(function, id, start) <= END;
  }
}
