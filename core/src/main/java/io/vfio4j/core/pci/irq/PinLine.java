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
import io.vfio4j.core.pci.config.InterruptPin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** INTx: one level-triggered line, with what SET_IRQS may do to it. */
final class PinLine implements IrqLines {
  private static final Set<IrqFlag> FLAGS =
      Set.of(IrqFlag.EVENTFD, IrqFlag.MASKABLE, IrqFlag.AUTOMASKED);

  private final HostFunction function;
  private final ActiveKind active;
  private final PinState state;
  private final IrqInfo info;
  private @Nullable EventNotifier unmasker;

  PinLine(HostFunction function, ActiveKind active) {
    this.function = function;
    this.active = active;
    this.state = new PinState(function);
    this.info = new IrqInfo(IrqIndex.INTX, InterruptPin.usable(function) ? 1 : 0, FLAGS);
  }

  PinState state() {
    return state;
  }

  @Override
  public IrqInfo info() {
    return info;
  }

  @Override
  public void trigger(IrqSet set) {
    if (set.count() == 0 && set.data() instanceof IrqSet.Data.None) {
      active.require(IrqKind.INTX);
      close();
      return;
    }
    active.requireNoneBut(IrqKind.INTX);
    requireOne(set);
    if (set.data() instanceof IrqSet.Data.EventFds fds) {
      turnOn(Notifier.first(fds));
      state.levelMayBeUp();
    } else {
      active.require(IrqKind.INTX);
      if (Notifier.wanted(set.data(), 0)) {
        state.loopback();
      }
    }
  }

  private void turnOn(@Nullable EventNotifier trigger) {
    if (!active.is(IrqKind.INTX)) {
      function.interruptsOn(InterruptKind.PIN, 1);
    }
    state.enable(trigger);
    active.set(IrqKind.INTX);
  }

  @Override
  public void mask(IrqSet set) {
    active.require(IrqKind.INTX);
    requireOne(set);
    if (set.data() instanceof IrqSet.Data.EventFds) {
      throw IrqLines.unknownAction(set);
    }
    if (Notifier.wanted(set.data(), 0)) {
      state.mask();
    }
  }

  @Override
  public void unmask(IrqSet set) {
    active.require(IrqKind.INTX);
    requireOne(set);
    if (set.data() instanceof IrqSet.Data.EventFds fds) {
      watch(Notifier.first(fds));
    } else if (Notifier.wanted(set.data(), 0)) {
      state.unmask();
    }
  }

  /** The client's own eventfd unmasks from now on; one that cannot be watched is not kept. */
  private void watch(@Nullable EventNotifier next) {
    if (next != null && unmasker != null) {
      throw VfioException.refused(Errno.EBUSY, "an eventfd unmasks INTx already");
    }
    if (next != null) {
      next.watch(state::unmask);
    }
    Notifier.close(unmasker);
    unmasker = next;
  }

  @Override
  public void close() {
    Notifier.close(unmasker);
    unmasker = null;
    if (active.is(IrqKind.INTX)) {
      active.set(IrqKind.NONE);
      state.disable();
      function.interruptsOff(InterruptKind.PIN);
    }
  }

  private static void requireOne(IrqSet set) {
    if (set.start() != 0 || set.count() != 1) {
      throw IrqLines.invalid(set);
    }
  }
}
