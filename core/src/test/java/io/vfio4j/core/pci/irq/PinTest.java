package io.vfio4j.core.pci.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.pci.FakeFunction;
import org.junit.jupiter.api.Test;

class PinTest {
  private final FakeFunction function = Irqs.function();
  private final Interrupts interrupts = new Interrupts(function);
  private final FakeNotifier notifier = new FakeNotifier();

  private void turnOn() {
    interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, IrqIndex.INTX, 0, notifier));
  }

  private void unmask() {
    interrupts.set(Irqs.none(IrqAction.UNMASK, IrqIndex.INTX, 0, 1));
  }

  @Test
  void deliversNothingWhileItIsOff() {
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
  }

  @Test
  void signalsOnceAndMasksItself() {
    turnOn();

    assertTrue(interrupts.interrupt(InterruptKind.PIN, 0));
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
    assertEquals(1, notifier.takeSignals());
  }

  @Test
  void signalsAgainAfterUnmaskWhileThePinIsUp() {
    turnOn();
    function.pin(true);
    interrupts.interrupt(InterruptKind.PIN, 0);
    unmask();
    assertEquals(2, notifier.takeSignals());

    function.pin(false);
    unmask();
    assertEquals(0, notifier.takeSignals());
    assertTrue(interrupts.interrupt(InterruptKind.PIN, 0));
  }

  @Test
  void doesNotSignalForAnUnmaskOfWhatIsNotMasked() {
    turnOn();
    function.pin(true);
    unmask();

    assertEquals(0, notifier.takeSignals());
  }

  @Test
  void signalsWhatWasUpWhenItIsTurnedOn() {
    function.pin(true);
    turnOn();

    assertEquals(1, notifier.takeSignals());
  }

  @Test
  void staysSilentWhileMasked() {
    turnOn();
    interrupts.set(Irqs.bools(IrqAction.MASK, IrqIndex.INTX, 0, false));
    assertTrue(interrupts.interrupt(InterruptKind.PIN, 0));
    unmask();
    interrupts.set(Irqs.bools(IrqAction.MASK, IrqIndex.INTX, 0, true));

    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
  }

  @Test
  void unmasksByAnEventFdUntilThatIsTakenAway() {
    turnOn();
    FakeNotifier unmasker = new FakeNotifier();
    interrupts.set(Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, unmasker));
    function.pin(true);
    interrupts.interrupt(InterruptKind.PIN, 0);
    unmasker.signalFromClient();
    assertEquals(2, notifier.takeSignals());

    interrupts.set(Irqs.noEventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, 1));
    assertTrue(unmasker.closed());
    unmasker.signalFromClient();
    assertEquals(0, notifier.takeSignals());
  }

  @Test
  void anEventFdThatCannotBeWatchedIsNotItsUnmasker() {
    turnOn();
    IrqSet unwatchable =
        Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, FakeNotifier.unwatchable());
    assertThrows(VfioException.class, () -> interrupts.set(unwatchable));
    interrupts.set(Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, new FakeNotifier()));
  }

  @Test
  void loopsBackWithoutMasking() {
    turnOn();
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.INTX, 0, 1));
    interrupts.set(Irqs.bools(IrqAction.TRIGGER, IrqIndex.INTX, 0, true));
    interrupts.set(Irqs.bools(IrqAction.TRIGGER, IrqIndex.INTX, 0, false));

    assertEquals(2, notifier.takeSignals());
    assertTrue(interrupts.interrupt(InterruptKind.PIN, 0));
  }

  @Test
  void heedsTheVirtualDisableBit() {
    turnOn();
    interrupts.intxDisabled(true);
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.INTX, 0, 1));
    unmask();
    assertEquals(0, notifier.takeSignals());

    function.pin(true);
    interrupts.intxDisabled(false);
    assertEquals(1, notifier.takeSignals());
  }

  @Test
  void isMaskedFromTheStartIfDisabled() {
    interrupts.intxDisabled(true);
    turnOn();
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
    interrupts.intxDisabled(false);

    assertTrue(interrupts.interrupt(InterruptKind.PIN, 0));
  }

  @Test
  void swapsItsEventFd() {
    turnOn();
    FakeNotifier next = new FakeNotifier();
    interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, IrqIndex.INTX, 0, next));
    interrupts.interrupt(InterruptKind.PIN, 0);

    assertTrue(notifier.closed());
    assertEquals(1, next.takeSignals());
  }

  @Test
  void canBeOnWithoutAnEventFd() {
    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.INTX, 0, 1));
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.INTX, 0, 1));

    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.INTX, 0, 0));
    assertFalse(interrupts.msiActive());
  }

  @Test
  void closesBothEventFdsWhenTurnedOff() {
    turnOn();
    FakeNotifier unmasker = new FakeNotifier();
    interrupts.set(Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, unmasker));
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.INTX, 0, 0));

    assertTrue(notifier.closed());
    assertTrue(unmasker.closed());
    assertFalse(interrupts.interrupt(InterruptKind.PIN, 0));
  }
}
