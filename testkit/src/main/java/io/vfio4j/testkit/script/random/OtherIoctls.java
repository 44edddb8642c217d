package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** The ioctls of VFIO that a script has no words for, most of them unknown to a device. */
final class OtherIoctls implements OperationSource {
  /** VFIO_TYPE and VFIO_BASE of linux/vfio.h: all its ioctls are counted from here. */
  private static final int FIRST = 0x3b64;

  private static final int COUNT = 0x20;
  private static final int GET_INFO = 0x3b6b;
  private static final int RESET = 0x3b6f;
  private static final int FEATURE = 0x3b75;
  private static final int[] WIDTHS = {0, 1, 2, 3, 4, 8};

  @Override
  public List<String> next(Random random) {
    int number = FIRST + random.nextInt(COUNT);
    boolean hasWords = (number >= GET_INFO && number <= RESET) || number == FEATURE;
    if (hasWords || random.nextBoolean()) {
      return List.of(
          "ioeventfd %d %s %d %s"
              .formatted(
                  random.nextInt(9),
                  Chance.hex(random.nextInt(0x4000)),
                  Chance.of(WIDTHS, random),
                  Chance.hex(random.nextInt(256))));
    }
    return List.of("ioctl %s 4096 001000000000000000000000".formatted(Chance.hex(number)));
  }
}
