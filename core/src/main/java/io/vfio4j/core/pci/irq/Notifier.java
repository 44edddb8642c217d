package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqSet;
import org.jspecify.annotations.Nullable;

/** Small things that are done with eventfds of a set. */
final class Notifier {
  private Notifier() {}

  static void close(@Nullable EventNotifier notifier) {
    if (notifier != null) {
      notifier.close();
    }
  }

  static @Nullable EventNotifier first(IrqSet.Data.EventFds fds) {
    return fds.notifiers().getFirst().orElse(null);
  }

  /** Whether the action is for the i-th vector of the range, with data that is no eventfd. */
  static boolean wanted(IrqSet.Data data, int i) {
    return switch (data) {
      case IrqSet.Data.None() -> true;
      case IrqSet.Data.Bools(var values) -> values.get(i);
      case IrqSet.Data.EventFds fds -> false;
    };
  }
}
