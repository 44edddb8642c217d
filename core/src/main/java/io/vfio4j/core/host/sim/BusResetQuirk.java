package io.vfio4j.core.host.sim;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.host.HostFunction;

/**
 * The functions of NVIDIA's that Linux never resets with their bus, as they do not come back from
 * it: by its list of quirks ({@code drivers/pci/quirks.c}) the data centre GPUs of the family of
 * GH200, and T4.
 */
final class BusResetQuirk {
  private static final int NVIDIA = 0x10de;
  private static final int FAMILY = 0x2340;
  private static final int FAMILY_MASK = 0xffc0;
  private static final int T4 = 0x1eb8;

  private BusResetQuirk() {}

  static boolean forbids(HostFunction function) {
    PciIds ids = function.ids();
    return ids.vendor() == NVIDIA && ((ids.device() & FAMILY_MASK) == FAMILY || ids.device() == T4);
  }
}
