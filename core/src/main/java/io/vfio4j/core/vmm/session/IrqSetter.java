package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import java.util.Collections;
import java.util.Optional;

/**
 * Sets interrupts as clients of vfio-user expect it from a device that keeps to the kernel's rules.
 *
 * <p>They differ in two things. NONE and TRIGGER for no vector takes an index down; the kernel
 * refuses it with EINVAL if the index is not up, QEMU sends it then too (around each reset) and
 * must be told that all is well. And a second eventfd that unmasks takes the place of the first:
 * the kernel, which answers EBUSY, forgets the first as soon as the client closes it, which QEMU
 * does without a word; nobody tells a server of that, who has a descriptor of its own.
 *
 * <p>What else QEMU does the kernel's rules allow: eventfds for vectors of an index that is not up
 * bring it up, also if there are none, which is how MSI-X is enabled with all of its vectors
 * masked.
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
      if (e.errno() == Errno.EBUSY && unmasks(set)) {
        device.setIrqs(withoutEventFds(set));
        device.setIrqs(set);
        return;
      }
      boolean wasDown = set.count() == 0 && e.errno() == Errno.EINVAL;
      if (!wasDown) {
        throw e;
      }
    }
  }

  private static boolean unmasks(IrqSet set) {
    return set.action() == IrqAction.UNMASK && set.data() instanceof IrqSet.Data.EventFds;
  }

  private static IrqSet withoutEventFds(IrqSet set) {
    IrqSet.Data none = new IrqSet.Data.EventFds(Collections.nCopies(set.count(), Optional.empty()));
    return new IrqSet(set.index(), set.start(), set.count(), set.action(), none);
  }
}
