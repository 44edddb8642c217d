package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.core.host.HostFunction;
import org.jspecify.annotations.Nullable;

/**
 * The level of INTx as the client sees it. Any thread.
 *
 * <p>An interrupt masks the line and signals once; unmasking signals again if the pin is still up.
 * The lock is held for that decision and the signal, never while the function is asked, which may
 * be holding a lock of its own when it calls {@link #interrupt()}.
 */
final class PinState {
  private final HostFunction function;
  private final Object lock = new Object();
  private boolean on;
  private boolean masked;
  private boolean disabled;
  private @Nullable EventNotifier trigger;

  PinState(HostFunction function) {
    this.function = function;
  }

  /** Turns the line on, or gives it another eventfd, or none, if it is on. */
  void enable(@Nullable EventNotifier next) {
    EventNotifier old;
    synchronized (lock) {
      old = trigger;
      trigger = next;
      masked = on ? masked : disabled;
      on = true;
    }
    Notifier.close(old);
  }

  void disable() {
    EventNotifier old;
    synchronized (lock) {
      old = trigger;
      trigger = null;
      on = false;
      masked = false;
    }
    Notifier.close(old);
  }

  /** The function raises it. Returns whether the client was told. */
  boolean interrupt() {
    synchronized (lock) {
      if (!on || masked || disabled) {
        return false;
      }
      masked = true;
      return signal();
    }
  }

  void loopback() {
    synchronized (lock) {
      if (!disabled) {
        signal();
      }
    }
  }

  void mask() {
    synchronized (lock) {
      masked = true;
    }
  }

  void unmask() {
    synchronized (lock) {
      if (!on || disabled || !masked) {
        return;
      }
      masked = false;
    }
    levelMayBeUp();
  }

  /** The INTx-disable bit that the client sees. */
  void disabled(boolean now) {
    synchronized (lock) {
      disabled = now;
      masked |= now;
    }
    if (!now) {
      unmask();
    }
  }

  /** The line could be delivered now: it is, if the pin is up. */
  void levelMayBeUp() {
    function.pinUnmasked();
    if (function.pinAsserted()) {
      interrupt();
    }
  }

  private boolean signal() {
    if (trigger == null) {
      return false;
    }
    trigger.signal();
    return true;
  }
}
