package io.vfio4j.core.pci.irq;

/** Which kind of interrupt a function uses. They exclude each other. */
enum IrqKind {
  NONE,
  INTX,
  MSI,
  MSIX
}
