package io.vfio4j.core.pci.irq;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.pci.config.PowerState;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MSI or MSI-X. A vector without an eventfd is a masked one: what it raises stays pending. */
final class MessageLines implements IrqLines {
  private final HostFunction function;
  private final ActiveKind active;
  private final IrqKind kind;
  private final InterruptKind by;
  private final MessageCapability capability;
  private final IrqInfo info;
  private final VectorTable table;
  private int allocated;
  private int queueSize;

  private MessageLines(
      HostFunction function, ActiveKind active, IrqKind kind, MessageCapability capability) {
    this.function = function;
    this.active = active;
    this.kind = kind;
    this.by = kind == IrqKind.MSI ? InterruptKind.MSI : InterruptKind.MSI_X;
    this.capability = capability;
    this.info = new IrqInfo(index(kind), capability.vectors(), flags(kind, capability.vectors()));
    this.table = new VectorTable(info.count());
  }

  static MessageLines msi(HostFunction function, ActiveKind active) {
    return new MessageLines(function, active, IrqKind.MSI, MessageCapability.msi(function));
  }

  static MessageLines msix(HostFunction function, ActiveKind active) {
    return new MessageLines(function, active, IrqKind.MSIX, MessageCapability.msix(function));
  }

  private static int index(IrqKind kind) {
    return kind == IrqKind.MSI ? IrqIndex.MSI : IrqIndex.MSIX;
  }

  /** Vectors of MSI-X can be added while it is on. */
  private static Set<IrqFlag> flags(IrqKind kind, int vectors) {
    return kind == IrqKind.MSIX && vectors > 0
        ? Set.of(IrqFlag.EVENTFD)
        : Set.of(IrqFlag.EVENTFD, IrqFlag.NORESIZE);
  }

  @Override
  public IrqInfo info() {
    return info;
  }

  /** The logarithm to base 2 of how many vectors were turned on last, rounded up. */
  int queueSize() {
    return queueSize;
  }

  boolean interrupt(int vector) {
    return table.signal(vector);
  }

  @Override
  public void trigger(IrqSet set) {
    if (set.count() == 0 && set.data() instanceof IrqSet.Data.None) {
      active.require(kind);
      close();
      return;
    }
    active.requireNoneBut(kind);
    if (set.data() instanceof IrqSet.Data.EventFds fds) {
      allocate(set);
      table.assign(set.start(), fds);
      bind(set.start(), fds);
    } else {
      active.require(kind);
      fire(set);
    }
  }

  @Override
  public void close() {
    if (active.is(kind)) {
      active.set(IrqKind.NONE);
      table.clear();
      capability.disable();
      function.interruptsOff(by);
      allocated = 0;
    }
  }

  /** One by one, as the kernel does it: those before the one that is too many lose theirs. */
  private void requireAllocated(IrqSet set) {
    List<Optional<EventNotifier>> notifiers = ((IrqSet.Data.EventFds) set.data()).notifiers();
    for (int i = 0; i < set.count(); i++) {
      if (notifiers.get(i).isPresent() && set.start() + i >= allocated) {
        release(set.start(), i);
        throw VfioException.refused(
            Errno.EINVAL, "%s was turned on for %d vectors".formatted(kind, allocated));
      }
    }
  }

  private void release(int start, int count) {
    var none = new IrqSet.Data.EventFds(Collections.nCopies(count, Optional.empty()));
    table.assign(start, none);
    bind(start, none);
  }

  /** The function was reset: the host's interrupt layer sets it up again. */
  void restore() {
    if (active.is(kind)) {
      capability.restore(allocated);
    }
  }

  private void allocate(IrqSet set) {
    int end = set.start() + set.count();
    if (active.is(kind)) {
      if (growing()) {
        function.interruptsOn(by, end);
      } else {
        requireAllocated(set);
      }
      return;
    }
    if (end == 0) {
      throw VfioException.refused(Errno.ERANGE, kind + " for no vectors");
    }
    // The host's interrupt layer sets nothing up on a function that sleeps.
    if (!PowerState.awake(function)) {
      throw VfioException.refused(Errno.EINVAL, kind + " while the function sleeps");
    }
    function.interruptsOn(by, end);
    allocated = end;
    queueSize = MessageCapability.queueSize(end);
    active.set(kind);
    capability.enable(end);
  }

  private boolean growing() {
    return !info.flags().contains(IrqFlag.NORESIZE);
  }

  private void bind(int start, IrqSet.Data.EventFds fds) {
    for (int i = 0; i < fds.size(); i++) {
      boolean bound = fds.notifiers().get(i).isPresent();
      capability.bound(start + i, bound);
      if (bound) {
        function.vectorUnmasked(start + i);
      }
    }
  }

  private void fire(IrqSet set) {
    for (int i = 0; i < set.count(); i++) {
      if (Notifier.wanted(set.data(), i)) {
        table.signal(set.start() + i);
      }
    }
  }
}
