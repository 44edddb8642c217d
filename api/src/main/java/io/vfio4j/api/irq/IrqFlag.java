package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;

/**
 * What can be done with an IRQ index: VFIO_IRQ_INFO_… of linux/vfio.h.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum IrqFlag {
  /** VFIO_IRQ_INFO_EVENTFD: can signal an eventfd. */
  EVENTFD(1),
  /** VFIO_IRQ_INFO_MASKABLE: knows MASK and UNMASK. */
  MASKABLE(2),
  /** VFIO_IRQ_INFO_AUTOMASKED: masks itself when it fires. */
  AUTOMASKED(4),
  /** VFIO_IRQ_INFO_NORESIZE: vectors cannot be added while some are in use. */
  NORESIZE(8);

  private final int bit;

  IrqFlag(int bit) {
    this.bit = bit;
  }

  /** The flag's bit in the ABI. */
  public int bit() {
    return bit;
  }
}
