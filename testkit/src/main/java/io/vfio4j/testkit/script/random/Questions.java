package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** What a device says of itself, with room enough and without. */
record Questions(DeviceShape shape) implements OperationSource {
  private static final int[] ROOM = {0, 4, 31, 32, 33, 40, 48, 56, 63, 64, 65, 4096, -1};
  private static final int INDICES = 11;

  @Override
  public List<String> next(Random random) {
    return List.of(
        switch (random.nextInt(8)) {
          case 0 -> "info";
          case 1, 2, 3 -> "irq " + index(random);
          default -> "region %s %s".formatted(index(random), unsigned(Chance.of(ROOM, random)));
        });
  }

  /** Those of vfio-pci, some beyond, and the last there could be. */
  private static String index(Random random) {
    return Chance.oneIn(20, random) ? unsigned(-1) : Integer.toString(random.nextInt(INDICES));
  }

  private static String unsigned(int number) {
    return Integer.toUnsignedString(number);
  }
}
