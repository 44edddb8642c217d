package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SET_IRQS as clients send it and as they should not, and what came of it. */
final class Interrupts implements OperationSource {
  private static final List<String> ACTIONS = List.of("mask", "unmask", "trigger", "trigger");
  private static final List<String> DATA = List.of("none", "bool", "eventfd", "eventfd");
  private static final int INDICES = 7;

  /** Waits for a tenth of a second: not often. */
  private static final int UNMASK_SIGNAL = 200;

  @Override
  public List<String> next(Random random) {
    if (Chance.oneIn(UNMASK_SIGNAL, random)) {
      return List.of("unmask-signal %d 0".formatted(random.nextInt(INDICES)));
    }
    return switch (random.nextInt(10)) {
      case 0 -> List.of("set-irqs %d trigger none 0 0".formatted(random.nextInt(INDICES)));
      case 1, 2 -> List.of("set-irqs %d trigger eventfd 0 1 e".formatted(random.nextInt(INDICES)));
      case 3, 4 ->
          List.of(
              "signals %d %d %d"
                  .formatted(random.nextInt(INDICES), random.nextInt(3), random.nextInt(4)));
      default -> List.of(any(random));
    };
  }

  private static String any(Random random) {
    String data = Chance.of(DATA, random);
    int count = random.nextInt(4);
    String values =
        switch (data) {
          case "bool" -> " " + values("01", count, random);
          case "eventfd" -> " " + values("ee-", count, random);
          default -> "";
        };
    return "set-irqs %d %s %s %s %s%s"
        .formatted(
            random.nextInt(INDICES),
            Chance.of(ACTIONS, random),
            data,
            start(random),
            values.isEmpty() ? start(random) : Integer.toString(count),
            values)
        .stripTrailing();
  }

  private static String values(String choices, int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> choices.substring(random.nextInt(choices.length())).substring(0, 1))
        .collect(Collectors.joining());
  }

  /** A first vector, or how many. */
  private static String start(Random random) {
    return Chance.oneIn(20, random) ? "0xffffffff" : Integer.toString(random.nextInt(3));
  }
}
