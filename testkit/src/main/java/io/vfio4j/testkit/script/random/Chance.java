package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Hex;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Numbers and bytes as they are worth trying. */
final class Chance {
  /** Odd ones, and those around the widths of registers. */
  private static final int[] COUNTS = {0, 1, 2, 3, 4, 4, 4, 5, 7, 8, 8, 9, 12, 15, 16, 17, 24, 33};

  private static final int LONG_COUNT = 96;

  private Chance() {}

  static <T> T of(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  static int of(int[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  static boolean oneIn(int times, Random random) {
    return random.nextInt(times) == 0;
  }

  /** How much one access moves: up to {@link #LONG_COUNT} bytes. */
  static int count(Random random) {
    return oneIn(16, random) ? random.nextInt(LONG_COUNT + 1) : of(COUNTS, random);
  }

  /** Bytes: any, or all alike, as one sizes a BAR with. */
  static String bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    switch (random.nextInt(6)) {
      case 0 -> Arrays.fill(bytes, (byte) 0xff);
      case 1 -> Arrays.fill(bytes, (byte) 0);
      default -> random.nextBytes(bytes);
    }
    return count == 0 ? "-" : Hex.of(bytes).text();
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
