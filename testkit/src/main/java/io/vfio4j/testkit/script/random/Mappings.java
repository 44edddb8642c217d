package io.vfio4j.testkit.script.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Mappings that begin and end at edges, or a byte beside them. One that stores comes after what
 * turns memory on: while it is off the kernel's mappings fault, and what is not stored would be
 * missing from then on.
 */
record Mappings(DeviceShape shape) implements OperationSource {
  private static final int PAGE = 4096;
  private static final int[] BESIDE = {0, 0, 0, 0, -PAGE, PAGE, -1, 1};

  @Override
  public List<String> next(Random random) {
    RegionShape region = Chance.of(shape.regions(), random);
    long from = Chance.of(region.edges(), random);
    if (Chance.oneIn(10, random)) {
      from += random.nextInt(1, PAGE);
    }
    long length = Math.max(0, length(region, from, random) + Chance.of(BESIDE, random));
    String line = "mmap %d %s %s".formatted(region.index(), Chance.hex(from), Chance.hex(length));
    boolean stores = region.mappable() && random.nextBoolean() && !region.spares(from, Long.BYTES);
    return stores ? storing(line, random) : List.of(line);
  }

  private List<String> storing(String line, Random random) {
    List<String> lines = new ArrayList<>(shape.revival());
    lines.add(line + " " + Chance.bytes(Integer.BYTES * random.nextInt(1, 3), random));
    return lines;
  }

  private static long length(RegionShape region, long from, Random random) {
    return random.nextBoolean() ? PAGE : Chance.of(region.edges(), random) - from;
  }
}
