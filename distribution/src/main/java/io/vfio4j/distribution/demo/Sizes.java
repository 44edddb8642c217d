package io.vfio4j.distribution.demo;

import java.util.List;

/** Numbers of bytes as people write them. */
final class Sizes {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  private Sizes() {}

  /** Exact, in the largest unit that divides it: 97280 MiB is {@code 95 GiB}. */
  static String text(long bytes) {
    long value = bytes;
    int unit = 0;
    while (value != 0 && value % 1024 == 0 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return value + " " + UNITS.get(unit);
  }
}
