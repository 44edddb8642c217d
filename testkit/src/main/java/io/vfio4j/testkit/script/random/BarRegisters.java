package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/**
 * What is done to BAR registers: they are sized and set as firmware does it, halves and wholes of
 * 64 bits, and read and written from anywhere around them to anywhere.
 */
record BarRegisters(ConfigShape config) implements OperationSource {
  private static final int FIRST = 0x10;
  private static final int END = 0x28;
  private static final int AROUND = 6;

  @Override
  public List<String> next(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> sized(Integer.BYTES, random);
      case 1 -> sized(Long.BYTES, random);
      case 2 -> List.of(read(FIRST, END - FIRST));
      case 3, 4 -> List.of(read(anywhere(random), Chance.count(random)));
      default -> List.of(written(anywhere(random), Chance.count(random), random));
    };
  }

  private static List<String> sized(int width, Random random) {
    int register = FIRST + width * random.nextInt((END - FIRST) / width);
    return List.of(
        ConfigWrites.line(register, "ff".repeat(width)),
        read(register, width),
        ConfigWrites.line(register, Chance.bytes(width, random)),
        read(register, width));
  }

  private String written(int offset, int count, Random random) {
    return config.spares(offset, count)
        ? read(offset, count)
        : ConfigWrites.line(offset, Chance.bytes(count, random));
  }

  private static int anywhere(Random random) {
    return random.nextInt(FIRST - AROUND, END + AROUND);
  }

  private static String read(int offset, int count) {
    return "read %d %s %d".formatted(ConfigReads.REGION, Chance.hex(offset), count);
  }
}
