package io.vfio4j.core.pci.config;

/** What config space says to interrupts and asks of them. */
public interface InterruptControl {

  /** The client turned the virtual INTx-disable bit on or off. */
  void intxDisabled(boolean disabled);

  /** Whether MSI is the kind of interrupt that is on. */
  boolean msiActive();

  /** The function has forgotten its registers, and those of config space were written again. */
  void restore();

  /** The logarithm to base 2 of how many MSI vectors were turned on last, rounded up. */
  int msiQueueSize();
}
