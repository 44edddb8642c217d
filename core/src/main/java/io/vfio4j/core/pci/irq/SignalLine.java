package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ERR or REQ: no interrupt of the function's, but the host's way to tell a client something.
 *
 * <p>All calls come from the session's thread.
 */
final class SignalLine implements IrqLines {
  private final IrqInfo info;
  private @Nullable EventNotifier trigger;

  SignalLine(int index) {
    info = new IrqInfo(index, 1, Set.of(IrqFlag.EVENTFD, IrqFlag.NORESIZE));
  }

  @Override
  public IrqInfo info() {
    return info;
  }

  @Override
  public void trigger(IrqSet set) {
    switch (set.data()) {
      case IrqSet.Data.None none -> signalOrClear(set);
      case IrqSet.Data.Bools bools -> signal(set, bools);
      case IrqSet.Data.EventFds fds -> replace(set, fds);
    }
  }

  @Override
  public void close() {
    swap(null);
  }

  private void signalOrClear(IrqSet set) {
    EventNotifier now = trigger;
    if (now == null) {
      throw IrqLines.invalid(set);
    }
    if (set.count() == 0) {
      swap(null);
    } else {
      now.signal();
    }
  }

  private void signal(IrqSet set, IrqSet.Data.Bools bools) {
    requireOne(set);
    EventNotifier now = trigger;
    if (now != null && bools.values().getFirst()) {
      now.signal();
    }
  }

  private void replace(IrqSet set, IrqSet.Data.EventFds fds) {
    requireOne(set);
    swap(Notifier.first(fds));
  }

  private static void requireOne(IrqSet set) {
    if (set.count() != 1) {
      throw IrqLines.invalid(set);
    }
  }

  private void swap(@Nullable EventNotifier next) {
    EventNotifier old = trigger;
    trigger = next;
    Notifier.close(old);
  }
}
