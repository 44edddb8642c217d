package io.vfio4j.core.host;

/**
 * Where a function's interrupts go: to vfio-pci-core, which knows which kind is on.
 *
 * <p>The function chooses the kind as hardware does, by the enable bits in its own config space:
 * MSI-X if that is enabled, else MSI if that is, else its interrupt pin. Who turns a kind on sets
 * them, as the kernel's PCI layer does for its drivers.
 */
public interface InterruptListener {

  /**
   * The function raises an interrupt. Any thread; never waits.
   *
   * @param kind how it is sent; who has turned another kind on does not hear it
   * @param vector vector number; with the interrupt pin there is only 0
   * @return whether it was delivered; if not, it is pending and the function keeps it (for MSI-X:
   *     in its pending bits)
   */
  boolean interrupt(InterruptKind kind, int vector);

  /**
   * The function was reset, by whomever, and the host's interrupt layer sets it up again. Any
   * thread.
   */
  default void restore() {}
}
