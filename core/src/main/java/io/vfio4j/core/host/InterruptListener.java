package io.vfio4j.core.host;

/** Where a function's interrupts go: to vfio-pci-core, which knows which kind is on. */
public interface InterruptListener {

  /**
   * The function raises an interrupt. Any thread; never waits.
   *
   * @param vector vector number; with the interrupt pin there is only 0
   * @return whether it was delivered; if not, it is pending and the function keeps it (for MSI-X:
   *     in its pending bits)
   */
  boolean interrupt(int vector);
}
