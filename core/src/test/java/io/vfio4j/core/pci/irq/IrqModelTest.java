package io.vfio4j.core.pci.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.host.InterruptKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any sequence of SET_IRQS, against a model: answers, signals, and whose the eventfds are. */
class IrqModelTest {
  private static final int OPERATIONS = 20_000;
  private static final List<String> DATA = List.of("NONE", "BOOL", "EVENTFD", "EVENTFD");

  /** By their indices. */
  private static final List<InterruptKind> KINDS =
      List.of(InterruptKind.PIN, InterruptKind.MSI, InterruptKind.MSI_X);

  private static final IrqAction[] ACTIONS = {
    IrqAction.MASK, IrqAction.UNMASK, IrqAction.TRIGGER, IrqAction.TRIGGER, IrqAction.TRIGGER
  };

  private final Interrupts interrupts = new Interrupts(Irqs.function());
  private final IrqModel model = new IrqModel();

  /** Those that a set was accepted with, and how often each was signalled. */
  private final Map<FakeNotifier, Integer> given = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 20261125, 0x5eed})
  void answersAsTheModelDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      String where = "seed %d, operation %d".formatted(seed, i);
      switch (random.nextInt(12)) {
        case 0 -> disablePin(random.nextBoolean());
        case 1, 2 -> raise(random.nextInt(3), random.nextInt(Irqs.MSIX_VECTORS), where);
        case 3 -> set(random.nextInt(3), IrqAction.TRIGGER, "NONE", 0, 0, List.of(), where);
        default -> any(random, where);
      }
      checkEventFds(where);
    }
    interrupts.close();
    given.keySet().forEach(each -> assertEquals(true, each.closed(), "seed " + seed));
  }

  private void disablePin(boolean disabled) {
    interrupts.intxDisabled(disabled);
    model.pinDisabled(disabled);
  }

  private void raise(int index, int vector, String where) {
    if (!model.pinIsOn()) {
      InterruptKind kind = KINDS.get(index);
      assertEquals(model.raise(index, vector), interrupts.interrupt(kind, vector), where);
    }
  }

  private void any(Random random, String where) {
    String data = DATA.get(random.nextInt(DATA.size()));
    int start = random.nextInt(8) == 0 ? random.nextInt(18) : random.nextInt(2);
    int count = random.nextInt(6) == 0 ? random.nextInt(18) : random.nextInt(3);
    List<?> values = values(data, count, random);
    IrqAction action = ACTIONS[random.nextInt(ACTIONS.length)];
    set(random.nextInt(6), action, data, start, count, values, where);
  }

  private static List<?> values(String data, int count, Random random) {
    return switch (data) {
      case "NONE" -> List.of();
      case "BOOL" -> IntStream.range(0, count).mapToObj(_ -> random.nextBoolean()).toList();
      default ->
          IntStream.range(0, count)
              .mapToObj(
                  _ -> random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new FakeNotifier()))
              .toList();
    };
  }

  private void set(
      int index,
      IrqAction action,
      String data,
      int start,
      int count,
      List<?> values,
      String where) {
    String what = "%s: %d %s %s %d+%d".formatted(where, index, action, data, start, count);
    String expected = model.set(index, action, data, start, count, values);
    assertEquals(
        expected, answer(new IrqSet(index, start, count, action, data(data, values))), what);
    for (Object value : values) {
      if (value instanceof Optional<?> some && some.isPresent()) {
        FakeNotifier notifier = (FakeNotifier) some.get();
        if (expected.equals("ok")) {
          given.put(notifier, 0);
        } else {
          assertEquals(false, notifier.closed(), what + ": it was refused, so it is the caller's");
        }
      }
    }
  }

  private static IrqSet.Data data(String data, List<?> values) {
    return switch (data) {
      case "NONE" -> new IrqSet.Data.None();
      case "BOOL" -> new IrqSet.Data.Bools(values.stream().map(Boolean.class::cast).toList());
      default -> {
        List<Optional<EventNotifier>> notifiers = new ArrayList<>();
        values.forEach(each -> notifiers.add(((Optional<?>) each).map(EventNotifier.class::cast)));
        yield new IrqSet.Data.EventFds(notifiers);
      }
    };
  }

  private String answer(IrqSet set) {
    try {
      interrupts.set(set);
      return "ok";
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  private void checkEventFds(String where) {
    given.replaceAll((notifier, count) -> count + notifier.takeSignals());
    given.forEach((notifier, count) -> {
      assertEquals(model.signals(notifier), count, where);
      assertEquals(!model.holds(notifier), notifier.closed(), where);
      assertEquals(0, notifier.lost(), where);
    });
    given.keySet().removeIf(FakeNotifier::closed);
  }
}
