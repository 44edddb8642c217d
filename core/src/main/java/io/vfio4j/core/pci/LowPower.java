package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.core.linux.MappingGate;
import org.jspecify.annotations.Nullable;

/**
 * Low power as the features 3 to 5 have it: between entry and exit nothing is mapped. Any operation
 * wakes the function up for its time; with a wake-up eventfd that ends low power, and is signalled.
 */
final class LowPower {
  private final MappingGate mappings;
  private boolean engaged;
  private @Nullable EventNotifier wakeUp;

  LowPower(MappingGate mappings) {
    this.mappings = mappings;
  }

  boolean engaged() {
    return engaged;
  }

  void enter() {
    if (engaged) {
      throw VfioException.refused(Errno.EINVAL, "low power is on already");
    }
    engaged = true;
    mappings.revoke();
  }

  /** The eventfd is closed if it is not taken. */
  void enter(EventNotifier notifier) {
    try {
      enter();
    } catch (VfioException e) {
      notifier.close();
      throw e;
    }
    wakeUp = notifier;
  }

  void exit() {
    engaged = false;
    if (wakeUp != null) {
      wakeUp.close();
      wakeUp = null;
    }
  }

  /** An operation comes, other than one through a mapping. */
  void resume() {
    if (wakeUp != null) {
      wakeUp.signal();
      exit();
    }
  }
}
