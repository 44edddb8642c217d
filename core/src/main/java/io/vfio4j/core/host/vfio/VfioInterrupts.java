package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A function's interrupts: the kernel's eventfds come in, the listener is told, and what it does
 * not take stays pending here. Any thread.
 *
 * <p>The lock is held while the listener is told, which asks nothing of the function meanwhile; it
 * is not while a kind is turned on or off, since that waits for the thread that tells.
 */
final class VfioInterrupts {
  private static final System.Logger LOG = System.getLogger("io.vfio4j.vfio");
  private static final InterruptListener NOBODY = (_, _) -> false;

  private final PciAddress address;
  private final KernelDevice device;
  private final EventFdWatcher watcher;
  private final System.Logger log;
  private final BitSet pending = new BitSet();
  private volatile InterruptListener listener = NOBODY;
  private volatile @Nullable KernelVectors vectors;
  private volatile boolean raisedPin;
  private volatile boolean toldOfFailure;

  VfioInterrupts(PciAddress address, KernelDevice device, EventFdWatcher watcher) {
    this(address, device, watcher, LOG);
  }

  /** One that tells a test what goes wrong. */
  VfioInterrupts(
      PciAddress address, KernelDevice device, EventFdWatcher watcher, System.Logger log) {
    this.address = address;
    this.device = device;
    this.watcher = watcher;
    this.log = log;
  }

  void attach(InterruptListener to) {
    listener = to;
    toldOfFailure = false;
  }

  /** From now on nobody takes them. */
  void detach() {
    KernelVectors now = vectors;
    if (now != null) {
      off(now.kind());
    }
    listener = NOBODY;
    raisedPin = false;
  }

  /** See {@link io.vfio4j.core.host.HostFunction#interruptsOn}. */
  void on(InterruptKind kind, int count) {
    KernelVectors now = vectors;
    KernelVectors on =
        now != null && now.kind() == kind
            ? now
            : new KernelVectors(device, kind, watcher, vector -> fired(kind, vector));
    try {
      on.atLeast(count);
      vectors = on;
    } catch (LinuxException e) {
      throw new VfioException(
          Errno.of(e.errno()),
          "%s: %d vectors of %s: %s".formatted(address, count, kind, e.getMessage()),
          e);
    }
  }

  /** See {@link io.vfio4j.core.host.HostFunction#interruptsOff}. */
  void off(InterruptKind kind) {
    KernelVectors now = vectors;
    if (now == null || now.kind() != kind) {
      return;
    }
    vectors = null;
    try {
      now.close();
    } catch (LinuxException e) {
      complain(e);
    }
    clear();
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
    KernelVectors now = vectors;
    if (now != null && pending.get(vector)) {
      pending.clear(vector);
      fired(now.kind(), vector);
    }
  }

  /** The kernel masked the pin when it fired; if it is still up it fires again at once. */
  void pinUnmasked() {
    KernelVectors now = vectors;
    if (now != null && now.kind() == InterruptKind.PIN) {
      try {
        device.unmaskPin();
      } catch (LinuxException e) {
        complain(e);
      }
    }
  }

  /** Once for each client, which could cause it as often as it likes. */
  private void complain(LinuxException e) {
    if (!toldOfFailure) {
      toldOfFailure = true;
      log.log(System.Logger.Level.WARNING, address + ": " + e.getMessage());
    }
  }

  /** The function was reset: nothing is pending, and the host's interrupt layer has set it up. */
  void reset() {
    clear();
    raisedPin = false;
    listener.restore();
  }

  /** A variant raises one in the function's name. */
  void raise(int vector) {
    KernelVectors now = vectors;
    if (now != null && now.kind() != InterruptKind.PIN) {
      fired(now.kind(), vector);
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
