package io.vfio4j.e2e;

import java.security.SecureRandom;
import java.util.stream.LongStream;

/**
 * Seeds for random scripts: always the same ones and one that was never used, or the one that is
 * asked for by {@code -Dvfio4j.random.seed=}.
 */
final class RandomSeeds {
  private static final int FRESH = 1_000_000_000;

  private RandomSeeds() {}

  static long[] of(int count) {
    Long wanted = Long.getLong("vfio4j.random.seed");
    return wanted != null
        ? new long[] {wanted}
        : LongStream.concat(
                LongStream.range(1, count), LongStream.of(new SecureRandom().nextInt(count, FRESH)))
            .toArray();
  }
}
