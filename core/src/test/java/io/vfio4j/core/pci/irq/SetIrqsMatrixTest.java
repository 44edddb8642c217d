package io.vfio4j.core.pci.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SET_IRQS row by row. A row: which kind is on before (with an eventfd on vector 0 of 4), index,
 * action, data (NONE, TRUE and FALSE as BOOL, FD, FD-1), start, count, and what it answers.
 */
class SetIrqsMatrixTest {

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, MASK,    NONE,  0, 1, EINVAL",
    "MSI,  0, MASK,    NONE,  0, 1, EINVAL",
    "INTX, 0, MASK,    NONE,  0, 0, EINVAL",
    "INTX, 0, MASK,    NONE,  0, 1, ok",
    "INTX, 0, MASK,    TRUE,  0, 1, ok",
    "INTX, 0, MASK,    FALSE, 0, 1, ok",
    "INTX, 0, MASK,    FD,    0, 1, ENOTTY",
    "NONE, 0, UNMASK,  NONE,  0, 1, EINVAL",
    "NONE, 0, UNMASK,  FD,    0, 1, EINVAL",
    "INTX, 0, UNMASK,  NONE,  0, 0, EINVAL",
    "INTX, 0, UNMASK,  NONE,  0, 1, ok",
    "INTX, 0, UNMASK,  TRUE,  0, 1, ok",
    "INTX, 0, UNMASK,  FD,    0, 1, ok",
    "INTX, 0, UNMASK,  FD-1,  0, 1, ok",
    "INTX, 0, TRIGGER, NONE,  0, 0, ok",
    "NONE, 0, TRIGGER, NONE,  0, 0, EINVAL",
    "MSIX, 0, TRIGGER, NONE,  0, 0, EINVAL",
    "NONE, 0, TRIGGER, FD,    0, 1, ok",
    "NONE, 0, TRIGGER, FD-1,  0, 1, ok",
    "INTX, 0, TRIGGER, FD,    0, 1, ok",
    "INTX, 0, TRIGGER, FD,    0, 0, EINVAL",
    "MSI,  0, TRIGGER, FD,    0, 1, EINVAL",
    "INTX, 0, TRIGGER, FD,    0, 2, EINVAL",
    "INTX, 0, TRIGGER, NONE,  0, 1, ok",
    "INTX, 0, TRIGGER, TRUE,  0, 1, ok",
    "INTX, 0, TRIGGER, FALSE, 0, 1, ok",
    "NONE, 0, TRIGGER, NONE,  0, 1, EINVAL",
    "NONE, 0, TRIGGER, TRUE,  0, 1, EINVAL",
    "MSIX, 0, TRIGGER, NONE,  0, 1, EINVAL",
    "INTX, 0, TRIGGER, NONE,  1, 0, EINVAL",
  })
  void intx(
      IrqKind on, int index, IrqAction action, String data, int start, int count, String answer) {
    check(on, index, action, data, start, count, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "MSI,  1, MASK,    NONE,  0, 1, ENOTTY",
    "MSI,  1, UNMASK,  NONE,  0, 1, ENOTTY",
    "MSI,  1, UNMASK,  FD,    0, 1, ENOTTY",
    "MSIX, 2, MASK,    TRUE,  0, 1, ENOTTY",
    "MSIX, 2, UNMASK,  NONE,  0, 1, ENOTTY",
    "MSI,  1, TRIGGER, NONE,  0, 0, ok",
    "MSIX, 2, TRIGGER, NONE,  0, 0, ok",
    "NONE, 1, TRIGGER, NONE,  0, 0, EINVAL",
    "NONE, 2, TRIGGER, NONE,  0, 0, EINVAL",
    "MSIX, 1, TRIGGER, NONE,  0, 0, EINVAL",
    "INTX, 1, TRIGGER, FD,    0, 1, EINVAL",
    "MSI,  2, TRIGGER, FD,    0, 1, EINVAL",
    "NONE, 1, TRIGGER, FD,    0, 1, ok",
    "NONE, 1, TRIGGER, FD,    0, 8, ok",
    "NONE, 1, TRIGGER, FD,    0, 9, EINVAL",
    "NONE, 1, TRIGGER, FD,    8, 0, EINVAL",
    "NONE, 1, TRIGGER, FD,    7, 1, ok",
    "NONE, 1, TRIGGER, FD,    0, 0, ERANGE",
    "NONE, 2, TRIGGER, FD,    0, 0, ERANGE",
    "NONE, 2, TRIGGER, FD-1,  0, 1, ok",
    "NONE, 2, TRIGGER, FD,    0, 16, ok",
    "NONE, 2, TRIGGER, FD,    15, 2, EINVAL",
    "MSI,  1, TRIGGER, FD,    0, 4, ok",
    "MSI,  1, TRIGGER, FD,    3, 2, EINVAL",
    "MSI,  1, TRIGGER, FD,    0, 0, ok",
    "MSIX, 2, TRIGGER, FD,    3, 2, ok",
    "MSIX, 2, TRIGGER, FD-1,  15, 1, ok",
    "MSI,  1, TRIGGER, NONE,  0, 8, ok",
    "MSI,  1, TRIGGER, TRUE,  0, 4, ok",
    "NONE, 1, TRIGGER, NONE,  0, 1, EINVAL",
    "NONE, 2, TRIGGER, TRUE,  0, 1, EINVAL",
    "INTX, 2, TRIGGER, NONE,  0, 1, EINVAL",
  })
  void messages(
      IrqKind on, int index, IrqAction action, String data, int start, int count, String answer) {
    check(on, index, action, data, start, count, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "MASK,    NONE,  0, 1, ENOTTY",
    "UNMASK,  FD,    0, 1, ENOTTY",
    "TRIGGER, NONE,  1, 0, EINVAL",
    "TRIGGER, FD,    1, 1, EINVAL",
    "TRIGGER, FD,    0, 2, EINVAL",
    "TRIGGER, NONE,  0, 1, EINVAL",
    "TRIGGER, NONE,  0, 0, EINVAL",
    "TRIGGER, TRUE,  0, 1, ok",
    "TRIGGER, FALSE, 0, 1, ok",
    "TRIGGER, TRUE,  0, 0, EINVAL",
    "TRIGGER, FD,    0, 1, ok",
    "TRIGGER, FD-1,  0, 1, ok",
    "TRIGGER, FD,    0, 0, EINVAL",
  })
  void errorsAndRequests(IrqAction action, String data, int start, int count, String answer) {
    for (int index : new int[] {IrqIndex.ERR, IrqIndex.REQ}) {
      for (IrqKind on : IrqKind.values()) {
        check(on, index, action, data, start, count, answer);
      }
    }
  }

  @Test
  void knowsNoOtherIndex() {
    for (int index : new int[] {5, 6, Integer.MAX_VALUE}) {
      check(IrqKind.NONE, index, IrqAction.TRIGGER, "NONE", 0, 1, "EINVAL");
    }
  }

  /** Even "all off" is refused where there is nothing. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void refusesEverythingOfAnIndexWithoutVectors(int index) {
    Interrupts interrupts = new Interrupts(new io.vfio4j.core.pci.FakeFunction(256));
    for (IrqAction action : IrqAction.values()) {
      assertEquals("EINVAL", answer(interrupts, Irqs.none(action, index, 0, 0)));
      assertEquals("EINVAL", answer(interrupts, Irqs.noEventFds(action, index, 0, 1)));
    }
  }

  private static void check(
      IrqKind on, int index, IrqAction action, String data, int start, int count, String answer) {
    Interrupts interrupts = new Interrupts(Irqs.function());
    FakeNotifier before = new FakeNotifier();
    turnOn(interrupts, on, before);
    FakeNotifier[] given =
        Stream.generate(FakeNotifier::new).limit(count).toArray(FakeNotifier[]::new);

    assertEquals(answer, answer(interrupts, set(index, action, data, start, count, given)));
    if (!answer.equals("ok")) {
      assertEquals(0, Stream.of(given).filter(FakeNotifier::closed).count());
      assertEquals(false, before.closed());
    }
  }

  static void turnOn(Interrupts interrupts, IrqKind kind, FakeNotifier notifier) {
    switch (kind) {
      case NONE -> {}
      case INTX -> interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, IrqIndex.INTX, 0, notifier));
      case MSI, MSIX -> {
        int index = kind == IrqKind.MSI ? IrqIndex.MSI : IrqIndex.MSIX;
        interrupts.set(Irqs.noEventFds(IrqAction.TRIGGER, index, 0, 4));
        interrupts.set(Irqs.eventFds(IrqAction.TRIGGER, index, 0, notifier));
      }
    }
  }

  private static IrqSet set(
      int index, IrqAction action, String data, int start, int count, FakeNotifier[] given) {
    return switch (data) {
      case "NONE" -> Irqs.none(action, index, start, count);
      case "FD" -> Irqs.eventFds(action, index, start, given);
      case "FD-1" -> Irqs.noEventFds(action, index, start, count);
      default -> {
        Boolean wanted = data.equals("TRUE");
        yield Irqs.bools(
            action, index, start, Collections.nCopies(count, wanted).toArray(Boolean[]::new));
      }
    };
  }

  private static String answer(Interrupts interrupts, IrqSet set) {
    try {
      interrupts.set(set);
      return "ok";
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  @Test
  void refusesASecondEventFdThatUnmasks() {
    Interrupts interrupts = new Interrupts(Irqs.function());
    turnOn(interrupts, IrqKind.INTX, new FakeNotifier());
    FakeNotifier first = new FakeNotifier();
    interrupts.set(Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, first));
    FakeNotifier second = new FakeNotifier();
    IrqSet set = Irqs.eventFds(IrqAction.UNMASK, IrqIndex.INTX, 0, second);

    assertEquals(
        "EBUSY", assertThrows(VfioException.class, () -> interrupts.set(set)).errno().name());
    assertEquals(false, first.closed());
    assertEquals(false, second.closed());
  }
}
