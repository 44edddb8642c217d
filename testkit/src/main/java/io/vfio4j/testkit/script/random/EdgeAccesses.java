package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/**
 * Reads and writes that begin before an edge of a region, or at it, and end behind it or at it; and
 * mappings.
 */
record EdgeAccesses(DeviceShape shape) implements OperationSource {

  @Override
  public List<String> next(Random random) {
    RegionShape region = Chance.of(shape.regions(), random);
    return switch (random.nextInt(12)) {
      case 0 -> List.of("mmap %d 0 %s".formatted(region.index(), Chance.hex(region.length())));
      case 1, 2 -> new Mappings(shape).next(random);
      default -> List.of(straddling(region, random));
    };
  }

  private static String straddling(RegionShape region, Random random) {
    long edge =
        switch (random.nextInt(4)) {
          case 0 -> region.length();
          case 1 -> region.size();
          default -> Chance.of(region.edges(), random);
        };
    int count = Chance.count(random);
    long offset = Math.max(0, edge - random.nextInt(count + 1));
    return RegionAccesses.access(region, offset, count, random);
  }
}
