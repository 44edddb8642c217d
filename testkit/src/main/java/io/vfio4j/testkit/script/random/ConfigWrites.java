package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** Writes to config space, wherever it is read. */
record ConfigWrites(ConfigShape config) implements OperationSource {

  @Override
  public List<String> next(Random random) {
    long offset = ConfigReads.offset(config, random);
    int count = Chance.count(random);
    return config.spares(offset, count)
        ? List.of("read %d %s %d".formatted(ConfigReads.REGION, Chance.hex(offset), count))
        : List.of(line(offset, Chance.bytes(count, random)));
  }

  static String line(long offset, String bytes) {
    return "write %d %s %s".formatted(ConfigReads.REGION, Chance.hex(offset), bytes);
  }
}
