package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** DEVICE_FEATURE: those there are and some that are not, with all that can be asked of them. */
final class Features implements OperationSource {
  private static final List<String> HOW =
      List.of("get", "set", "probe", "probe+get", "probe+set", "get+set", "probe+get+set");
  private static final int[] LENGTHS = {0, 0, 1, 4, 8, 12, 16, 24, 32};
  private static final int NUMBERS = 16;

  @Override
  public List<String> next(Random random) {
    int number = Chance.oneIn(20, random) ? 0xffff : random.nextInt(NUMBERS);
    String how = Chance.of(HOW, random);
    String data = Chance.bytes(Chance.of(LENGTHS, random), random);
    return List.of("feature %d %s %s".formatted(number, how, data));
  }
}
