package io.vfio4j.e2e;

import io.vfio4j.testkit.script.random.OperationSource;
import io.vfio4j.testkit.script.random.RegionShape;
import io.vfio4j.testkit.script.random.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Reads of BARs whose contents a profile does not describe: how much is read counts, not what. The
 * table of MSI-X, which no client reaches by reads and writes, is read in full and written too.
 *
 * @param bars at least one
 * @param tableBar which of them has the table
 * @param table where; of no size if there is none
 */
record BarTouches(List<RegionShape> bars, int tableBar, Span table) implements OperationSource {
  private static final int MOST = 40;
  private static final int AROUND = 16;

  @Override
  public List<String> next(Random random) {
    RegionShape bar = bars.get(random.nextInt(bars.size()));
    long edge = edges(bar).get(random.nextInt(edges(bar).size()));
    long offset = Math.max(0, edge + random.nextInt(-AROUND, AROUND));
    int count = random.nextInt(MOST);
    String place = "%d 0x%x".formatted(bar.index(), offset);
    if (!inTable(bar, offset, count)) {
      return List.of("read %s %d 0".formatted(place, count));
    }
    return List.of(
        random.nextBoolean() ? "read %s %d".formatted(place, count) : write(place, count, random));
  }

  private List<Long> edges(RegionShape bar) {
    List<Long> edges = new ArrayList<>(List.of(0L, bar.size()));
    if (bar.index() == tableBar && table.size() > 0) {
      edges.addAll(List.of(table.offset(), table.offset() + table.size(), middle()));
    }
    return edges;
  }

  private long middle() {
    return table.offset() + table.size() / 2;
  }

  private boolean inTable(RegionShape bar, long offset, int count) {
    return bar.index() == tableBar
        && count > 0
        && offset >= table.offset()
        && offset + count <= table.offset() + table.size();
  }

  private static String write(String place, int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return "write " + place + " " + HexFormat.of().formatHex(bytes);
  }
}
