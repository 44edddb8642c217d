package io.vfio4j.testkit.script;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SET_IRQS by calls. */
final class SpiInterrupts {
  private final EventFdTable given = new EventFdTable();

  EventFdTable given() {
    return given;
  }

  String set(VfioDevice device, Operation.SetIrqs asked) {
    List<Optional<CountedNotifier>> notifiers = notifiers(asked);
    device.setIrqs(irqSet(asked, data(asked, notifiers)));
    given.put(asked, notifiers);
    return ScriptReader.DONE;
  }

  private static List<Optional<CountedNotifier>> notifiers(Operation.SetIrqs asked) {
    return asked.data() == VectorData.EVENTFD
        ? asked
            .values()
            .chars()
            .mapToObj(c -> c == 'e' ? Optional.of(new CountedNotifier()) : none())
            .toList()
        : List.of();
  }

  private static Optional<CountedNotifier> none() {
    return Optional.empty();
  }

  private static IrqSet.Data data(
      Operation.SetIrqs asked, List<Optional<CountedNotifier>> notifiers) {
    return switch (asked.data()) {
      case NONE -> new IrqSet.Data.None();
      case BOOL ->
          new IrqSet.Data.Bools(asked.values().chars().mapToObj(value -> value == '1').toList());
      case EVENTFD -> {
        List<Optional<EventNotifier>> entries = new ArrayList<>();
        notifiers.forEach(each -> entries.add(each.map(notifier -> notifier)));
        yield new IrqSet.Data.EventFds(entries);
      }
    };
  }

  /** What cannot be such a set is refused above a driver in Linux too. */
  private static IrqSet irqSet(Operation.SetIrqs asked, IrqSet.Data data) {
    try {
      return new IrqSet(asked.index(), asked.start(), asked.count(), asked.action(), data);
    } catch (IllegalArgumentException e) {
      throw new VfioException(Errno.EINVAL, "no set of vectors", e);
    }
  }

  void close() {
    given.close();
  }
}
