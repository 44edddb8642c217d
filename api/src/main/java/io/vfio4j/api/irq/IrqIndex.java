package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;

/**
 * The interrupts of a PCI device: VFIO_PCI_…_IRQ_INDEX of linux/vfio.h.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class IrqIndex {
  /** The interrupt pin. */
  public static final int INTX = 0;

  /** Message signalled interrupts. */
  public static final int MSI = 1;

  /** Message signalled interrupts with a table. */
  public static final int MSIX = 2;

  /** An error was detected (AER). */
  public static final int ERR = 3;

  /** The host asks for the device back. */
  public static final int REQ = 4;

  /** How many indices every PCI device has: VFIO_PCI_NUM_IRQS. */
  public static final int COUNT = 5;

  private IrqIndex() {}
}
