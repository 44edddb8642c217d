package io.vfio4j.core.pci.config;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.host.HostFunction;

/** Whether a function's interrupt pin is one to use. */
public final class InterruptPin {
  private static final int INTEL = 0x8086;

  private InterruptPin() {}

  /** Whether a function has an interrupt pin that a client can use. */
  public static boolean usable(HostFunction function) {
    boolean virtual = function.virtualization().physicalFunction().isPresent();
    return !virtual && function.configRead(Header.INTERRUPT_PIN, 1) != 0 && !broken(function.ids());
  }

  /** The INTx-disable bit of the command register for such a function, 0 for any other. */
  static int quirk(HostFunction function) {
    return broken(function.ids()) ? Header.COMMAND_INTX_DISABLE : 0;
  }

  /** Network controllers whose pin reports no status: vfio-pci-core's list. */
  private static boolean broken(PciIds ids) {
    if (ids.vendor() != INTEL) {
      return false;
    }
    int device = ids.device();
    return device == 0x1563
        || device == 0x1572
        || device == 0x1574
        || device == 0x1580
        || device == 0x1581
        || (device >= 0x1583 && device <= 0x158b)
        || (device >= 0x37d0 && device <= 0x37d2);
  }
}
