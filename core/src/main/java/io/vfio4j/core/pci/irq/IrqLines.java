package io.vfio4j.core.pci.irq;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;

/**
 * One IRQ index. The range of a set has been checked against the count. What throws has changed
 * nothing.
 */
interface IrqLines {

  IrqInfo info();

  /** SET_IRQS with TRIGGER. */
  void trigger(IrqSet set);

  /** SET_IRQS with MASK. */
  default void mask(IrqSet set) {
    throw unknownAction(set);
  }

  /** SET_IRQS with UNMASK. */
  default void unmask(IrqSet set) {
    throw unknownAction(set);
  }

  /** The client has gone: off, and its eventfds closed. */
  void close();

  /** ENOTTY. */
  static VfioException unknownAction(IrqSet set) {
    return VfioException.refused(
        Errno.ENOTTY, "irq %d knows no %s of this kind".formatted(set.index(), set.action()));
  }

  /** EINVAL. */
  static VfioException invalid(IrqSet set) {
    return VfioException.refused(
        Errno.EINVAL,
        "irq %d: %s of %d + %d makes no sense now"
            .formatted(set.index(), set.action(), set.start(), set.count()));
  }
}
