package io.vfio4j.core.host.sim.irq;

import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.sim.config.HardwareConfig;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a function interrupts. Any thread; no lock is held while the listener is called, since it has
 * one of its own.
 */
public final class Interrupts {
  private static final InterruptListener NOBODY = (_, _) -> false;

  private final HardwareConfig config;
  private final boolean hasPin;
  private final PendingBits msi;
  private final boolean msiKeeps;
  private final PendingBits msix;
  private final AtomicInteger unmaskings = new AtomicInteger();
  private volatile boolean pinAsserted;
  private volatile InterruptListener listener = NOBODY;

  /**
   * Interrupts of a function.
   *
   * @param config says which kind is enabled and what is masked
   * @param hasPin whether there is an interrupt pin
   * @param msiVectors how many vectors MSI has
   * @param msiKeeps whether MSI has pending bits
   * @param msix pending bits of MSI-X, of no vector without the capability
   */
  public Interrupts(
      HardwareConfig config, boolean hasPin, int msiVectors, boolean msiKeeps, PendingBits msix) {
    this.config = config;
    this.hasPin = hasPin;
    this.msiKeeps = msiKeeps;
    this.msi = new PendingBits(msiVectors, PendingBits.Mirror.NONE);
    this.msix = msix;
  }

  /** From now on they go there. */
  public void attach(InterruptListener to) {
    listener = to;
  }

  /** From now on nobody takes them. */
  public void detach() {
    listener = NOBODY;
  }

  /** As {@link #raise}, for a variant, which has nobody to interrupt while the device is closed. */
  public void raiseForClient(int vector) {
    if (!listener.equals(NOBODY)) {
      raise(vector);
    }
  }

  /** Raises a vector, or asserts the pin; a vector that there is not does nothing. */
  public void raise(int vector) {
    InterruptKind kind = config.interruptKind();
    if (kind == InterruptKind.PIN) {
      assertPin();
    } else if (vector >= 0 && vector < bits(kind).count()) {
      send(kind, vector);
    }
  }

  private PendingBits bits(InterruptKind kind) {
    return kind == InterruptKind.MSI ? msi : msix;
  }

  private void assertPin() {
    if (hasPin && !pinAsserted) {
      pinAsserted = true;
      listener.interrupt(InterruptKind.PIN, 0);
    }
  }

  /**
   * Tries again if something was unmasked before it was pending, and so not seen pending: unless
   * who unmasked has taken it, since only who takes a pending bit delivers it.
   */
  private void send(InterruptKind kind, int vector) {
    int before;
    do {
      before = unmaskings.get();
      if (deliver(kind, vector) || (kind == InterruptKind.MSI && !msiKeeps)) {
        return;
      }
      bits(kind).set(vector);
    } while (unmaskings.get() != before && bits(kind).take(vector));
  }

  private boolean deliver(InterruptKind kind, int vector) {
    return !config.masked(kind, vector) && listener.interrupt(kind, vector);
  }

  /** See {@link io.vfio4j.core.host.HostFunction#vectorUnmasked}. */
  public void unmasked(int vector) {
    unmaskings.incrementAndGet();
    InterruptKind kind = config.interruptKind();
    if (kind == InterruptKind.PIN) {
      if (pinAsserted) {
        listener.interrupt(InterruptKind.PIN, 0);
      }
    } else if (vector >= 0 && vector < bits(kind).count() && bits(kind).take(vector)) {
      send(kind, vector);
    }
  }

  /** An enable or mask bit has changed: whatever is pending may go now. */
  public void messagesChanged() {
    InterruptKind kind = config.interruptKind();
    for (int vector = 0; kind != InterruptKind.PIN && vector < bits(kind).count(); vector++) {
      if (!config.masked(kind, vector)) {
        unmasked(vector);
      }
    }
  }

  /** The pin is deasserted. */
  public void acknowledge() {
    pinAsserted = false;
  }

  /** Whether the pin is asserted. */
  public boolean pinAsserted() {
    return pinAsserted;
  }

  /** The pending bits of MSI. */
  public int msiPending() {
    return (int) msi.word(0);
  }

  /** The host's PCI layer has reset the function. */
  public void restore() {
    listener.restore();
  }

  /** Nothing is pending any more. */
  public void reset() {
    pinAsserted = false;
    msi.clearAll();
    msix.clearAll();
  }
}
