package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqSet;

/**
 * Sets interrupts as clients of vfio-user expect it from a device that keeps to the kernel's rules.
 *
 * <p>They differ in one thing. NONE and TRIGGER for no vector takes an index down; the kernel
 * refuses it with EINVAL if the index is not up, QEMU sends it then too (around each reset) and
 * must be told that all is well. What else QEMU does the kernel's rules allow: eventfds for vectors
 * of an index that is not up bring it up, also if there are none, which is how MSI-X is enabled
 * with all of its vectors masked.
 */
final class IrqSetter {
  private final VfioDevice device;

  IrqSetter(VfioDevice device) {
    this.device = device;
  }

  void set(IrqSet set) {
    try {
      device.setIrqs(set);
    } catch (VfioException e) {
      boolean wasDown = set.count() == 0 && e.errno() == Errno.EINVAL;
      if (!wasDown) {
        throw e;
      }
    }
  }
}
