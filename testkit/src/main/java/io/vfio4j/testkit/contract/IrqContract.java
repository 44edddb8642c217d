package io.vfio4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.testkit.RecordingNotifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * I: interrupts, and who closes an eventfd.
 *
 * @since 0.1
 */
public abstract class IrqContract extends DeviceContract {

  /** For subclasses. */
  protected IrqContract() {}

  /** I1: Every IRQ index that {@code info()} counts answers for itself. */
  @Test
  public void required_I1_everyIrqAnswersByItsOwnIndex() {
    int count = device().info().irqs();
    assertTrue(count >= IrqIndex.COUNT, "a PCI device counts 5 IRQ indices, see info()");
    for (int index = 0; index < count; index++) {
      assertEquals(index, device().irqInfo(index).index(), "irqInfo() answers for another index");
    }
  }

  /** I2: An IRQ index that is not counted is EINVAL. */
  @Test
  public void required_I2_anIndexThatIsNotCountedIsEinval() {
    for (int index : new int[] {device().info().irqs(), Integer.MAX_VALUE, -1}) {
      assertErrno(
          Errno.EINVAL,
          "irqInfo(%d): leave an index that is not yours to super".formatted(index),
          () -> device().irqInfo(index));
    }
  }

  /** I3: A vector that the client fires by SET_IRQS signals its eventfd, once. */
  @Test
  public void required_I3_firingAVectorSignalsItsEventfd() {
    forEachKind(index -> {
      RecordingNotifier eventfd = new RecordingNotifier();
      set(index, 0, eventfd);
      trigger(index, 1);
      assertEquals(1, eventfd.signals(), "TRIGGER without data on IRQ index " + index);
      trigger(index, 0);
    });
  }

  /** I4: An eventfd that another takes the place of is closed, and signalled no more. */
  @Test
  public void required_I4_anEventfdThatIsReplacedIsClosed() {
    forEachKind(index -> {
      RecordingNotifier first = new RecordingNotifier();
      RecordingNotifier second = new RecordingNotifier();
      set(index, 0, first);
      set(index, 0, second);
      trigger(index, 1);
      assertTrue(first.closed(), "the device owns an eventfd once setIrqs() returned");
      assertEquals(0, first.signals(), "the first eventfd was replaced");
      assertEquals(1, second.signals(), "the second eventfd is the vector's");
      trigger(index, 0);
    });
  }

  /** I5: Turning an index off closes its eventfds. */
  @Test
  public void required_I5_turningAnIndexOffClosesItsEventfds() {
    forEachKind(index -> {
      RecordingNotifier eventfd = new RecordingNotifier();
      set(index, 0, eventfd);
      trigger(index, 0);
      assertTrue(eventfd.closed(), "IRQ index %d was turned off".formatted(index));
    });
  }

  /** I6: A SET_IRQS that fails leaves the eventfds in it open: the caller closes them. */
  @Test
  public void required_I6_aSetThatFailsLeavesItsEventfdsToTheCaller() {
    forEachKind(index -> {
      RecordingNotifier eventfd = new RecordingNotifier();
      int beyond = device().irqInfo(index).count();
      String lookAt = "setIrqs(): IRQ index %d has no vector %d".formatted(index, beyond);
      assertErrno(Errno.EINVAL, lookAt, () -> set(index, beyond, eventfd));
      assertFalse(eventfd.closed(), lookAt + ", so its eventfd is not the device's to close");
    });
  }

  /** I7: Closing the device closes the eventfds that are left. */
  @Test
  public void required_I7_closingTheDeviceClosesItsEventfds() {
    forEachKind(index -> {
      RecordingNotifier eventfd = new RecordingNotifier();
      set(index, 0, eventfd);
      device().close();
      device().open();
      assertTrue(eventfd.closed(), "close(): call super.close(), which turns interrupts off");
    });
  }

  /** The kinds that deliver a function's own interrupts, as far as it has them, one by one. */
  private void forEachKind(IntConsumer rule) {
    for (int index : new int[] {IrqIndex.INTX, IrqIndex.MSI, IrqIndex.MSIX}) {
      if (device().irqInfo(index).count() > 0) {
        rule.accept(index);
      }
    }
  }

  private void set(int index, int start, RecordingNotifier... eventfds) {
    List<Optional<EventNotifier>> entries = new ArrayList<>();
    for (RecordingNotifier eventfd : eventfds) {
      entries.add(Optional.of(eventfd));
    }
    IrqSet.Data data = new IrqSet.Data.EventFds(entries);
    device().setIrqs(new IrqSet(index, start, eventfds.length, IrqAction.TRIGGER, data));
  }

  private void trigger(int index, int count) {
    IrqSet.Data none = new IrqSet.Data.None();
    device().setIrqs(new IrqSet(index, 0, count, IrqAction.TRIGGER, none));
  }
}
