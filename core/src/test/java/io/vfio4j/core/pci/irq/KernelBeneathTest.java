package io.vfio4j.core.pci.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.pci.FakeFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a function is told that a kernel has. */
class KernelBeneathTest {
  private final FakeFunction function = Irqs.function();
  private final Interrupts interrupts = new Interrupts(function);

  private void trigger(int index, int start, FakeNotifier... notifiers) {
    interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, index, start, notifiers));
  }

  private void off(int index) {
    interrupts.set(Irqs.none(IrqAction.TRIGGER, index, 0, 0));
  }

  @Test
  void isToldOfThePinTurnedOnOnceAndOff() {
    trigger(IrqIndex.INTX, 0, new FakeNotifier());
    assertEquals(List.of("on PIN 1", "pin"), function.takeInterruptCalls());
    trigger(IrqIndex.INTX, 0, new FakeNotifier());
    assertEquals(List.of("pin"), function.takeInterruptCalls());
    off(IrqIndex.INTX);
    assertEquals(List.of("off PIN"), function.takeInterruptCalls());
  }

  @Test
  void isToldThatThePinIsUnmaskedOnlyIfItWasMasked() {
    trigger(IrqIndex.INTX, 0, new FakeNotifier());
    function.takeInterruptCalls();
    interrupts.set(Irqs.none(IrqAction.UNMASK, IrqIndex.INTX, 0, 1));
    assertEquals(List.of(), function.takeInterruptCalls());
    interrupts.interrupt(InterruptKind.PIN, 0);
    interrupts.set(Irqs.none(IrqAction.UNMASK, IrqIndex.INTX, 0, 1));
    assertEquals(List.of("pin"), function.takeInterruptCalls());
  }

  @Test
  void isToldOfAsManyMsiVectorsAsAreTurnedOn() {
    trigger(IrqIndex.MSI, 1, new FakeNotifier());
    trigger(IrqIndex.MSI, 0, new FakeNotifier());
    off(IrqIndex.MSI);
    assertEquals(List.of("on MSI 2", "off MSI"), function.takeInterruptCalls());
  }

  @Test
  void isToldOfMsixVectorsThatAreAdded() {
    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 1));
    trigger(IrqIndex.MSIX, 4, new FakeNotifier());
    interrupts.close();
    assertEquals(List.of("on MSI_X 1", "on MSI_X 5", "off MSI_X"), function.takeInterruptCalls());
  }

  /** The kernel drops the enable bit of who has not got its vectors from it. */
  @Test
  void isToldBeforeTheEnableBitIsSet() {
    function.takeNotes();
    function.refuseInterrupts(new VfioException(Errno.ENOSPC, "no vectors"));
    FakeNotifier notifier = new FakeNotifier();
    for (int index : List.of(IrqIndex.INTX, IrqIndex.MSI, IrqIndex.MSIX)) {
      VfioException refused = assertThrows(VfioException.class, () -> trigger(index, 0, notifier));
      assertEquals(Errno.ENOSPC, refused.errno());
      assertThrows(VfioException.class, () -> off(index), "it is not on");
    }
    assertEquals(List.of(), function.takeNotes(), "config space");
    assertFalse(interrupts.msiActive());
  }
}
