package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** Reads and writes of regions, around their edges. */
record RegionAccesses(List<RegionShape> regions) implements OperationSource {
  /** With the longest access this stays within what the opening fills. */
  private static final int AROUND = 32;

  /** Where the next region begins in a device's file. */
  private static final long LIMIT = 1L << 40;

  @Override
  public List<String> next(Random random) {
    RegionShape region = Chance.of(regions, random);
    int count = Chance.count(random);
    long offset = offset(region, count, random);
    return List.of(access(region, offset, count, random));
  }

  /** A write where it may, or a read. */
  static String access(RegionShape region, long offset, int count, Random random) {
    String place = region.index() + " " + Chance.hex(offset);
    return random.nextBoolean() || region.spares(offset, count)
        ? "read " + place + " " + count
        : "write " + place + " " + Chance.bytes(count, random);
  }

  private static long offset(RegionShape region, int count, Random random) {
    if (Chance.oneIn(20, random)) {
      return random.nextLong(region.size(), LIMIT - count);
    }
    long offset = Chance.of(region.edges(), random) + random.nextInt(-AROUND, AROUND);
    return Math.max(0, random.nextBoolean() ? offset & -Integer.BYTES : offset);
  }
}
