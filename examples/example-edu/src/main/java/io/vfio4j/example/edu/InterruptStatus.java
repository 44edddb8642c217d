package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;

/**
 * Why the card interrupts: a bit for each reason, until the guest acknowledges it.
 *
 * <p>Raised by the session's thread and by the worker. The lock is held while the host is told, so
 * that the pin never stays up, or down, after the last of them.
 */
final class InterruptStatus {
  private final DeviceContext context;
  private int pending;

  InterruptStatus(DeviceContext context) {
    this.context = context;
  }

  synchronized int pending() {
    return pending;
  }

  /** By MSI once for each call; the pin stays up until all is acknowledged. */
  synchronized void raise(int reasons) {
    pending |= reasons;
    if (pending != 0) {
      context.raiseInterrupt(0);
    }
  }

  synchronized void acknowledge(int reasons) {
    pending &= ~reasons;
    if (pending == 0) {
      context.lowerInterrupt();
    }
  }

  synchronized void reset() {
    acknowledge(-1);
  }
}
