package io.vfio4j.core.host.sim.config;

/** What config space asks of, and sets off in, the rest of its function. */
public interface ConfigEvents {

  /** Whether the interrupt pin is asserted: the status register's bit 3. */
  boolean pinAsserted();

  /** The pending bits of MSI. */
  int msiPending();

  /** The function was reset through config space; config space has been already. */
  void functionReset();

  /** An enable or mask bit of MSI or MSI-X was written. */
  void messagesChanged();
}
