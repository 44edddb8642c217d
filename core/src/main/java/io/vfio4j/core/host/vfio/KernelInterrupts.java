package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A function's interrupts as the kernel has them: at most one kind is on, which one thread at a
 * time changes. The rest is for any thread.
 */
final class KernelInterrupts {
  private final PciAddress address;
  private final KernelDevice device;
  private final EventFdWatcher watcher;
  private final System.Logger log;
  private final ObjIntConsumer<InterruptKind> fired;
  private volatile @Nullable KernelVectors vectors;
  private volatile boolean toldOfFailure;

  /**
   * None is on.
   *
   * @param fired told of each vector that fired, by the watcher's thread
   */
  KernelInterrupts(
      PciAddress address,
      KernelDevice device,
      EventFdWatcher watcher,
      System.Logger log,
      ObjIntConsumer<InterruptKind> fired) {
    this.address = address;
    this.device = device;
    this.watcher = watcher;
    this.log = log;
    this.fired = fired;
  }

  /** A client comes: what fails is told once more. */
  void attach() {
    toldOfFailure = false;
  }

  /** The kind that is on; null if none is. */
  @Nullable InterruptKind kind() {
    KernelVectors now = vectors;
    return now == null ? null : now.kind();
  }

  /** See {@link io.vfio4j.core.host.HostFunction#interruptsOn}. */
  void on(InterruptKind kind, int count) {
    KernelVectors now = vectors;
    KernelVectors on =
        now != null && now.kind() == kind
            ? now
            : new KernelVectors(device, kind, watcher, vector -> fired.accept(kind, vector));
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

  /**
   * None of a kind fires after this returned.
   *
   * @return whether it was on
   */
  boolean off(InterruptKind kind) {
    KernelVectors now = vectors;
    if (now == null || now.kind() != kind) {
      return false;
    }
    vectors = null;
    try {
      now.close();
    } catch (LinuxException e) {
      complain(e);
    }
    return true;
  }

  /** The kernel masked the pin when it fired; if it is still up it fires again at once. */
  void unmaskPin() {
    if (kind() == InterruptKind.PIN) {
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
}
