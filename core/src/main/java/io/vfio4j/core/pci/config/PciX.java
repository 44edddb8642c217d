package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/** The PCI-X capability: its command register is written. */
final class PciX {
  static final int COMMAND = 2;
  private static final int VERSION_SHIFT = 12;
  private static final int LENGTH_1 = 8;
  private static final int LENGTH_2 = 24;

  private PciX() {}

  static int length(HostFunction function, int start) {
    return hasExtendedConfig(function, start) ? LENGTH_2 : LENGTH_1;
  }

  /** Whether it is mode 2 or later, which has config space beyond 256 bytes. */
  static boolean hasExtendedConfig(HostFunction function, int start) {
    return (function.configRead(start + COMMAND, 2) >> VERSION_SHIFT & 0x3) != 0;
  }

  static ConfigMask mask(int length) {
    return ConfigMask.capability(length).word(COMMAND, ConfigMask.NONE, ConfigMask.ALL);
  }
}
