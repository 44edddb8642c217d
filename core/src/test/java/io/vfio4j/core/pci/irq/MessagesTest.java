package io.vfio4j.core.pci.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private final FakeFunction function = Irqs.function();
  private final Interrupts interrupts = new Interrupts(function);

  private void trigger(int index, int start, FakeNotifier... notifiers) {
    interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, index, start, notifiers));
  }

  @Test
  void countsItsVectors() {
    assertEquals(1, interrupts.info(IrqIndex.INTX).count());
    assertEquals(Irqs.MSI_VECTORS, interrupts.info(IrqIndex.MSI).count());
    assertEquals(Irqs.MSIX_VECTORS, interrupts.info(IrqIndex.MSIX).count());
    assertEquals(1, interrupts.info(IrqIndex.ERR).count());
    assertEquals(1, interrupts.info(IrqIndex.REQ).count());
  }

  @Test
  void canAddVectorsOfMsixButNotOfMsi() {
    Set<IrqFlag> fixed = Set.of(IrqFlag.EVENTFD, IrqFlag.NORESIZE);

    assertEquals(Set.of(IrqFlag.EVENTFD), interrupts.info(IrqIndex.MSIX).flags());
    assertEquals(fixed, interrupts.info(IrqIndex.MSI).flags());
    assertEquals(fixed, interrupts.info(IrqIndex.ERR).flags());
    Interrupts without = new Interrupts(new FakeFunction(256));
    assertEquals(fixed, without.info(IrqIndex.MSIX).flags());
  }

  @ParameterizedTest
  @CsvSource({"0x00, 1", "0x02, 2", "0x0a, 32", "0x0c, 32", "0x0e, 32"})
  void readsTheCountOfMsiVectorsFromItsCapability(int control, int count) {
    Interrupts other = new Interrupts(Irqs.function().with(0x42, 1, control));

    assertEquals(count, other.info(IrqIndex.MSI).count());
  }

  @Test
  void signalsTheVectorsEventFd() {
    FakeNotifier first = new FakeNotifier();
    FakeNotifier second = new FakeNotifier();
    trigger(IrqIndex.MSIX, 3, first, second);

    assertTrue(interrupts.interrupt(InterruptKind.MSI_X, 4));
    assertEquals(0, first.takeSignals());
    assertEquals(1, second.takeSignals());
    assertFalse(interrupts.interrupt(InterruptKind.MSI_X, 2));
    assertFalse(interrupts.interrupt(InterruptKind.MSI_X, -1));
    assertFalse(interrupts.interrupt(InterruptKind.MSI_X, Irqs.MSIX_VECTORS));
  }

  /** Also while a message capability is on and its enable bit is not: the client can clear that. */
  @ParameterizedTest
  @CsvSource({"PIN, 0", "MSI, 1", "MSI_X, 2"})
  void signalsNothingThatIsSentInAnotherWay(InterruptKind kind, int index) {
    for (int on : List.of(IrqIndex.INTX, IrqIndex.MSI, IrqIndex.MSIX)) {
      FakeNotifier notifier = new FakeNotifier();
      trigger(on, 0, notifier);
      assertEquals(on == index, interrupts.interrupt(kind, 0));
      assertEquals(on == index ? 1 : 0, notifier.takeSignals());
      interrupts.set(Irqs.none(IrqAction.TRIGGER, on, 0, 0));
    }
  }

  @Test
  void keepsAVectorWithoutEventFdPendingAndAsksForItLater() {
    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 1));
    assertFalse(interrupts.interrupt(InterruptKind.MSI_X, 5));
    function.takeNotes();

    trigger(IrqIndex.MSIX, 5, new FakeNotifier());
    assertEquals(List.of("unmasked 5"), function.takeNotes());
    assertTrue(interrupts.interrupt(InterruptKind.MSI_X, 5));
  }

  @Test
  void turnsTheCapabilityOnAndOffInHardware() {
    trigger(IrqIndex.MSIX, 0, new FakeNotifier());
    assertEquals(List.of("052/2=800f", "unmasked 0"), function.takeNotes());
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 0));
    assertEquals(List.of("052/2=f"), function.takeNotes());

    trigger(IrqIndex.MSI, 0, new FakeNotifier(), new FakeNotifier(), new FakeNotifier());
    assertEquals("042/2=a7", function.takeNotes().getFirst());
    assertTrue(interrupts.msiActive());
    interrupts.close();
    assertEquals(List.of("042/2=a6"), function.takeNotes(), "how many were on stays there");
  }

  @ParameterizedTest
  @CsvSource({"0x86, 0x4c", "0x06, 0x4c", "0x186, 0x50", "0x106, 0x4c"})
  void masksVectorsOfMsiWithoutEventFdInHardware(String control, String register) {
    FakeFunction other = Irqs.function().with(0x42, 2, Integer.decode(control));
    int masks = Integer.decode(register);
    boolean maskable = (Integer.decode(control) & 0x100) != 0;
    Interrupts of = new Interrupts(other);
    of.set(
        Irqs.eventFds(IrqAction.TRIGGER, IrqIndex.MSI, 0, new FakeNotifier(), new FakeNotifier()));
    of.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSI, 0, 1));
    assertEquals(maskable ? 0xfd : 0, other.configRead(masks, 4));

    other.configWrite(masks, 4, 0xff);
    of.restore();
    assertEquals(maskable ? 0xfd : 0xff, other.configRead(masks, 4), "as before a reset");
    of.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.MSI, 0, 0));
    assertEquals(maskable ? 0 : 0xff, other.configRead(masks, 4));
  }

  /** As one does that was in D3hot. */
  @ParameterizedTest
  @CsvSource({"1, 0x42, 0xa7, 0x86", "2, 0x52, 0x800f, 0x000f"})
  void turnsOnAgainWhatAFunctionForgotInAReset(int index, String at, String on, String off) {
    int control = Integer.decode(at);
    trigger(index, 0, new FakeNotifier(), new FakeNotifier(), new FakeNotifier());
    assertEquals(Integer.decode(on), function.configRead(control, 2));
    function.configWrite(control, 2, Integer.decode(off));
    interrupts.restore();
    assertEquals(Integer.decode(on), function.configRead(control, 2));
    function.takeNotes();
    interrupts.restore();
    assertEquals(List.of(), function.takeNotes(), "nothing to turn on");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, false", "3, false"})
  void turnsNothingOnWhileTheFunctionSleeps(int state, boolean accepted) {
    FakeFunction other = Irqs.function().with(0x51, 1, 0x70).with(0x70, "01 00 03 00");
    other.with(0x74, 2, 0x100 | state);
    Interrupts of = new Interrupts(other);
    IrqSet set = Irqs.eventFds(IrqAction.TRIGGER, IrqIndex.MSIX, 0, new FakeNotifier());
    if (accepted) {
      of.set(set);
    } else {
      Opened.assertErrno(Errno.EINVAL, () -> of.set(set));
      Opened.assertErrno(
          Errno.ERANGE, () -> of.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 0)));
    }
    assertEquals(accepted ? 0x800f : 0xf, other.configRead(0x52, 2));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "8, 3"})
  void saysHowManyMsiVectorsAreOn(int vectors, int queueSize) {
    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSI, 0, vectors));

    assertEquals(queueSize, interrupts.msiQueueSize());
  }

  @Test
  void closesAnEventFdThatIsReplacedOrTakenAway() {
    FakeNotifier first = new FakeNotifier();
    FakeNotifier second = new FakeNotifier();
    trigger(IrqIndex.MSI, 0, first);
    trigger(IrqIndex.MSI, 0, second);
    assertTrue(first.closed());
    assertFalse(second.closed());

    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSI, 0, 1));
    assertTrue(second.closed());
    assertFalse(interrupts.interrupt(InterruptKind.MSI, 0));
  }

  /** The kernel goes from vector to vector, and takes back what it did when one is too many. */
  @Test
  void releasesTheVectorsBeforeOneOfMsiThatIsTooMany() {
    FakeNotifier first = new FakeNotifier();
    trigger(IrqIndex.MSI, 0, first);
    interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, IrqIndex.MSI, 1, 1));
    assertFalse(first.closed());

    FakeNotifier second = new FakeNotifier();
    Opened.assertErrno(Errno.EINVAL, () -> trigger(IrqIndex.MSI, 0, second, new FakeNotifier()));
    assertTrue(first.closed());
    assertFalse(second.closed());
    assertFalse(interrupts.interrupt(InterruptKind.MSI, 0));
    assertTrue(interrupts.msiActive());
  }

  @Test
  void closesAllEventFdsWhenTurnedOff() {
    FakeNotifier first = new FakeNotifier();
    FakeNotifier last = new FakeNotifier();
    trigger(IrqIndex.MSIX, 0, first);
    trigger(IrqIndex.MSIX, 15, last);
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 0));

    assertTrue(first.closed());
    assertTrue(last.closed());
    assertFalse(interrupts.interrupt(InterruptKind.MSI_X, 0));
  }

  @Test
  void loopsBackToBoundVectors() {
    FakeNotifier first = new FakeNotifier();
    FakeNotifier third = new FakeNotifier();
    trigger(IrqIndex.MSIX, 0, first);
    trigger(IrqIndex.MSIX, 2, third);
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.MSIX, 0, 16));
    assertEquals(1, first.takeSignals());
    assertEquals(1, third.takeSignals());

    interrupts.set(Irqs.bools(IrqAction.TRIGGER, IrqIndex.MSIX, 0, false, true, true));
    assertEquals(0, first.takeSignals());
    assertEquals(1, third.takeSignals());
  }

  @Test
  void signalsErrorsAndRequestsUntilTheyAreCleared() {
    FakeNotifier error = new FakeNotifier();
    trigger(IrqIndex.ERR, 0, error);
    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.ERR, 0, 1));
    interrupts.set(Irqs.bools(IrqAction.TRIGGER, IrqIndex.ERR, 0, true));
    interrupts.set(Irqs.bools(IrqAction.TRIGGER, IrqIndex.ERR, 0, false));
    assertEquals(2, error.takeSignals());

    interrupts.set(Irqs.none(IrqAction.TRIGGER, IrqIndex.ERR, 0, 0));
    assertTrue(error.closed());
    FakeNotifier request = new FakeNotifier();
    trigger(IrqIndex.REQ, 0, request);
    trigger(IrqIndex.REQ, 0, new FakeNotifier());
    assertTrue(request.closed());
  }

  @Test
  void closesErrorsAndRequestsAtTheEnd() {
    FakeNotifier error = new FakeNotifier();
    FakeNotifier request = new FakeNotifier();
    trigger(IrqIndex.ERR, 0, error);
    trigger(IrqIndex.REQ, 0, request);
    interrupts.close();

    assertTrue(error.closed());
    assertTrue(request.closed());
  }

  /** One thread raises while another replaces the eventfd: each delivery reached an open one. */
  @Test
  void losesNoInterruptToAReplacedEventFd() throws InterruptedException {
    FakeNotifier[] notifiers = new FakeNotifier[2_000];
    notifiers[0] = new FakeNotifier();
    trigger(IrqIndex.MSIX, 0, notifiers[0]);
    CountDownLatch raising = new CountDownLatch(1);
    int[] delivered = new int[1];
    Thread device =
        new Thread(() -> {
          raising.countDown();
          for (int i = 0; i < 100_000; i++) {
            delivered[0] += interrupts.interrupt(InterruptKind.MSI_X, 0) ? 1 : 0;
          }
        });
    device.start();
    raising.await();
    for (int i = 1; i < notifiers.length; i++) {
      notifiers[i] = new FakeNotifier();
      trigger(IrqIndex.MSIX, 0, notifiers[i]);
    }
    device.join();

    int signals = 0;
    for (FakeNotifier notifier : notifiers) {
      signals += notifier.takeSignals();
      assertEquals(0, notifier.lost());
    }
    assertEquals(100_000, delivered[0]);
    assertEquals(delivered[0], signals);
  }
}
