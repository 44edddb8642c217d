package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import java.util.BitSet;

/**
 * A function's interrupts: the kernel's, or a variant's in its name, come in, the listener is told,
 * and what it does not take stays pending here. Any thread.
 *
 * <p>The lock is held while the listener is told, which asks nothing of the function meanwhile; it
 * is not while a kind is turned on or off, since that waits for the thread that tells.
 */
final class VfioInterrupts {
  private static final System.Logger LOG = System.getLogger("io.vfio4j.vfio");
  private static final InterruptListener NOBODY = (_, _) -> false;

  private final KernelInterrupts kernel;
  private final BitSet pending = new BitSet();
  private volatile InterruptListener listener = NOBODY;
  private volatile boolean raisedPin;

  VfioInterrupts(PciAddress address, KernelDevice device, EventFdWatcher watcher) {
    this(address, device, watcher, LOG);
  }

  /** One that tells a test what goes wrong. */
  VfioInterrupts(
      PciAddress address, KernelDevice device, EventFdWatcher watcher, System.Logger log) {
    this.kernel = new KernelInterrupts(address, device, watcher, log, this::fired);
  }

  void attach(InterruptListener to) {
    listener = to;
    kernel.attach();
  }

  /** From now on nobody takes them. */
  void detach() {
    InterruptKind now = kernel.kind();
    if (now != null) {
      off(now);
    }
    listener = NOBODY;
    raisedPin = false;
  }

  /** See {@link io.vfio4j.core.host.HostFunction#interruptsOn}. */
  void on(InterruptKind kind, int count) {
    kernel.on(kind, count);
  }

  /** See {@link io.vfio4j.core.host.HostFunction#interruptsOff}. */
  void off(InterruptKind kind) {
    if (kernel.off(kind)) {
      clear();
    }
  }

  private synchronized void clear() {
    pending.clear();
  }

  private synchronized void fired(InterruptKind kind, int vector) {
    if (!listener.interrupt(kind, vector) && kind != InterruptKind.PIN) {
      pending.set(vector);
    }
  }

  /** Whatever is pending may go now. */
  synchronized void unmasked(int vector) {
    InterruptKind now = kernel.kind();
    if (now != null && pending.get(vector)) {
      pending.clear(vector);
      fired(now, vector);
    }
  }

  /** See {@link io.vfio4j.core.host.HostFunction#pinUnmasked}. */
  void pinUnmasked() {
    kernel.unmaskPin();
  }

  /** The function was reset: nothing is pending, and the host's interrupt layer has set it up. */
  void reset() {
    clear();
    raisedPin = false;
    listener.restore();
  }

  /** A variant raises one in the function's name; nobody takes it while the device is closed. */
  void raise(int vector) {
    if (listener.equals(NOBODY)) {
      return;
    }
    InterruptKind now = kernel.kind();
    if (now != null && now != InterruptKind.PIN) {
      fired(now, vector);
    } else if (!raisedPin) {
      raisedPin = true;
      fired(InterruptKind.PIN, 0);
    }
  }

  void lower() {
    raisedPin = false;
  }

  /** Whether a variant keeps the pin up. */
  boolean raisedPin() {
    return raisedPin;
  }
}
