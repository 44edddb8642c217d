package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** Reads of config space: around its registers, anywhere, and over its end. */
record ConfigReads(ConfigShape config) implements OperationSource {
  static final int REGION = 7;
  private static final int HEADER_AND_CAPABILITIES = 256;

  @Override
  public List<String> next(Random random) {
    return switch (random.nextInt(64)) {
      case 0 -> List.of(line(0, config.size()));
      case 1, 2, 3, 4 -> List.of(line(0, HEADER_AND_CAPABILITIES));
      default -> List.of(line(offset(config, random), Chance.count(random)));
    };
  }

  static long offset(ConfigShape config, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(config.size());
      case 1 -> config.size() + random.nextInt(-12, 12);
      default -> Math.max(0, Chance.of(config.registers(), random) + random.nextInt(-6, 8));
    };
  }

  private static String line(long offset, int count) {
    return "read %d %s %d".formatted(REGION, Chance.hex(offset), count);
  }
}
