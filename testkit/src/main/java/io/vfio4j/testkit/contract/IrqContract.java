package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.testkit.CountingNotifier;
import io.vfio4j.testkit.contract.rule.NotSeen;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * I: interrupts, and who closes an eventfd.
 *
 * @since 0.1
 */
public abstract class IrqContract extends DeviceContract {
  private static final String UNSEEN =
      "a client cannot see whether the server's descriptor is closed";

  /** For subclasses. */
  protected IrqContract() {}

  /** I1. */
  @Rule(
      says = "Every IRQ index that info() counts answers for itself",
      lookAt = "irqInfo(): pass the index on as it came; info(): a PCI device counts 5 IRQ indices")
  public void required_I1_everyIrqAnswersByItsOwnIndex() {
    int count = device().info().irqs();
    check(count >= IrqIndex.COUNT, "info() counts %d IRQ indices".formatted(count));
    for (int index = 0; index < count; index++) {
      same(index, device().irqInfo(index).index(), "the index in the info of IRQ index " + index);
    }
  }

  /** I2. */
  @Rule(
      says = "An IRQ index that is not counted is EINVAL",
      lookAt = "irqInfo(): leave an index that is not yours to super")
  public void required_I2_anIndexThatIsNotCountedIsEinval() {
    for (int index : new int[] {device().info().irqs(), Integer.MAX_VALUE, -1}) {
      refused(Errno.EINVAL, "irqInfo(%d)".formatted(index), () -> device().irqInfo(index));
    }
  }

  /** I3. */
  @Rule(
      says = "A vector that the client fires by SET_IRQS signals its eventfd, once",
      lookAt = "setIrqs(): TRIGGER without data; leave what is not yours to super")
  public void required_I3_firingAVectorSignalsItsEventfd() {
    forEachKind(index -> {
      CountingNotifier eventfd = underTest().notifier();
      set(index, 0, eventfd);
      trigger(index, 1);
      same(1, eventfd.signals(), "signals of IRQ index %d, fired once,".formatted(index));
      trigger(index, 0);
    });
  }

  /** I4. */
  @Rule(
      says = "An eventfd that another takes the place of is signalled no more",
      lookAt = "setIrqs(): the vector has one eventfd, the last one")
  public void required_I4_anEventfdThatIsReplacedIsSignalledNoMore() {
    forEachKind(index -> {
      CountingNotifier first = underTest().notifier();
      CountingNotifier second = underTest().notifier();
      set(index, 0, first);
      set(index, 0, second);
      trigger(index, 1);
      same(1, second.signals(), "signals of IRQ index %d's second eventfd".formatted(index));
      same(0, first.signals(), "signals of IRQ index %d's replaced eventfd".formatted(index));
      trigger(index, 0);
    });
  }

  /** I5. */
  @Rule(
      says = "Turning an index off closes its eventfds",
      lookAt = "setIrqs(): TRIGGER without data and a count of 0",
      notOverSocket = UNSEEN)
  public void required_I5_turningAnIndexOffClosesItsEventfds() {
    forEachKind(index -> {
      CountingNotifier eventfd = underTest().notifier();
      set(index, 0, eventfd);
      trigger(index, 0);
      check(eventfd.closed(), "IRQ index %d's eventfd is left open".formatted(index));
    });
  }

  /** I6. */
  @Rule(
      says = "A SET_IRQS that fails leaves the eventfds in it open: the caller closes them",
      lookAt = "setIrqs(): the device owns eventfds once it returns, not when it throws",
      notOverSocket = UNSEEN)
  public void required_I6_aSetThatFailsLeavesItsEventfdsToTheCaller() {
    forEachKind(index -> {
      CountingNotifier eventfd = underTest().notifier();
      int beyond = device().irqInfo(index).count();
      String what = "an eventfd for vector %d of IRQ index %d".formatted(beyond, index);
      refused(Errno.EINVAL, what, () -> set(index, beyond, eventfd));
      check(!eventfd.closed(), what + ", which was refused, is closed");
    });
  }

  /** I7. */
  @Rule(
      says = "Closing the device closes the eventfds that are left",
      lookAt = "close(): call super.close(), which turns interrupts off",
      notOverSocket = UNSEEN)
  public void required_I7_closingTheDeviceClosesItsEventfds() {
    forEachKind(index -> {
      CountingNotifier eventfd = underTest().notifier();
      set(index, 0, eventfd);
      device().close();
      device().open();
      check(eventfd.closed(), "IRQ index %d's eventfd is left open".formatted(index));
    });
  }

  /** I8. */
  @Rule(
      says = "An eventfd that another takes the place of is closed",
      lookAt = "setIrqs(): the device owns an eventfd once setIrqs() returned",
      notOverSocket = UNSEEN)
  public void required_I8_anEventfdThatIsReplacedIsClosed() {
    forEachKind(index -> {
      CountingNotifier first = underTest().notifier();
      set(index, 0, first);
      set(index, 0, underTest().notifier());
      check(first.closed(), "IRQ index %d's replaced eventfd is left open".formatted(index));
      trigger(index, 0);
    });
  }

  /** I9. */
  @Rule(
      says = "A vector that is not there is EINVAL",
      lookAt = "setIrqs(): start and count lie within irqInfo().count()")
  public void required_I9_aVectorThatIsNotThereIsEinval() {
    forEachKind(index -> {
      int beyond = device().irqInfo(index).count();
      String what = "an eventfd for vector %d of IRQ index %d".formatted(beyond, index);
      refused(Errno.EINVAL, what, () -> set(index, beyond, underTest().notifier()));
    });
  }

  /** I10. */
  @Rule(
      says = "An interrupt pin that is asserted is signalled once until the client unmasks it",
      lookAt = "setIrqs(): UNMASK of IRQ index 0")
  public void untested_I10_thePinWaitsToBeUnmasked() {
    throw new NotSeen("nothing makes any function assert its pin");
  }

  /** The kinds that deliver a function's own interrupts, as far as it has them, one by one. */
  private void forEachKind(IntConsumer rule) {
    boolean some = false;
    for (int index : new int[] {IrqIndex.INTX, IrqIndex.MSI, IrqIndex.MSIX}) {
      if (device().irqInfo(index).count() > 0) {
        rule.accept(index);
        some = true;
      }
    }
    need(some, "the function has no interrupts");
  }

  private void set(int index, int start, EventNotifier eventfd) {
    IrqSet.Data data = new IrqSet.Data.EventFds(List.of(Optional.of(eventfd)));
    device().setIrqs(new IrqSet(index, start, 1, IrqAction.TRIGGER, data));
  }

  private void trigger(int index, int count) {
    IrqSet.Data none = new IrqSet.Data.None();
    device().setIrqs(new IrqSet(index, 0, count, IrqAction.TRIGGER, none));
  }
}
