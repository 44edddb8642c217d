package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.pci.FakeFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The sets and the function that tests of interrupts need. */
final class Irqs {
  static final int MSI_VECTORS = 8;
  static final int MSIX_VECTORS = 16;

  private Irqs() {}

  /** A function with an interrupt pin, 8 MSI vectors and 16 of MSI-X. */
  static FakeFunction function() {
    return new FakeFunction(256)
        .with(0x06, 1, 0x10)
        .with(0x34, 1, 0x40)
        .with(0x3d, 1, 1)
        .with(0x40, "05 50 86 00")
        .with(0x50, "11 00 0f 00");
  }

  static IrqSet none(IrqAction action, int index, int start, int count) {
    return new IrqSet(index, start, count, action, new IrqSet.Data.None());
  }

  static IrqSet bools(IrqAction action, int index, int start, Boolean... values) {
    return new IrqSet(index, start, values.length, action, new IrqSet.Data.Bools(List.of(values)));
  }

  static IrqSet eventFds(IrqAction action, int index, int start, FakeNotifier... notifiers) {
    List<Optional<EventNotifier>> list =
        new ArrayList<>(Arrays.stream(notifiers).map(Irqs::some).toList());
    return new IrqSet(index, start, list.size(), action, new IrqSet.Data.EventFds(list));
  }

  private static Optional<EventNotifier> some(FakeNotifier notifier) {
    return Optional.of(notifier);
  }

  static IrqSet noEventFds(IrqAction action, int index, int start, int count) {
    return new IrqSet(
        index,
        start,
        count,
        action,
        new IrqSet.Data.EventFds(Collections.nCopies(count, Optional.empty())));
  }
}
