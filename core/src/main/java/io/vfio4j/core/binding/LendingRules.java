package io.vfio4j.core.binding;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.core.limit.WatchedCalls;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * When a driver may call what it forwards to: in operations of its own device, on their thread, and
 * between its opening and closing. What is thrown is an error of the plugin's.
 */
final class LendingRules {
  private final List<LentDevice> lent = new CopyOnWriteArrayList<>();
  private volatile @Nullable WatchedCalls operations;
  private boolean open;

  /** For the driver's hands. */
  LentDevice lend(VfioDevice device) {
    LentDevice lending = new LentDevice(device, this);
    lent.add(lending);
    return lending;
  }

  /** The probe has made a device, with these operations. */
  void probed(WatchedCalls operations) {
    this.operations = operations;
  }

  /** The driver's device is open. */
  void opened() {
    open = true;
  }

  /**
   * The driver's device is closed, or could not be opened.
   *
   * @return whether the driver left something open
   */
  boolean closed() {
    open = false;
    boolean left = false;
    for (LentDevice device : lent.reversed()) {
      left |= device.takeBack();
    }
    return left;
  }

  void require(boolean lentIsOpen) {
    requireOperation();
    if (open && !lentIsOpen) {
      throw new IllegalStateException(
          "what the device forwards to is not open: its open() has to call super.open()");
    }
  }

  void requireOperation() {
    WatchedCalls now = operations;
    if (now == null) {
      throw new IllegalStateException(
          "the device that a driver forwards to is not open in probe, and answers info() alone:"
              + " hardware is looked at through the DeviceContext");
    }
    requireRunning(now);
  }

  void requireOperationOrProbe() {
    WatchedCalls now = operations;
    if (now != null) {
      requireRunning(now);
    }
  }

  /** A task is outside of an operation even on its thread, where the testkit runs it at once. */
  void outsideOperation(Runnable task) {
    WatchedCalls now = operations;
    Thread thread = Thread.currentThread();
    if (now == null || !now.runningOn(thread)) {
      task.run();
      return;
    }
    now.end();
    try {
      task.run();
    } finally {
      now.begin(thread);
    }
  }

  private static void requireRunning(WatchedCalls operations) {
    if (!operations.runningOn(Thread.currentThread())) {
      throw new IllegalStateException(
          "the device that a driver forwards to was called on thread '"
              + Thread.currentThread().getName()
              + "', outside of an operation: tasks use the DeviceContext instead");
    }
  }
}
