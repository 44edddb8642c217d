package io.vfio4j.distribution.demo;

import io.vfio4j.api.region.SparseMmapArea;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a function's BARs to one scale: what can be mapped, and what is behind it.
 *
 * <pre>
 *   BAR 4  |########################/////////|  128 GiB
 * </pre>
 */
final class MemoryPicture {
  private static final int COLUMNS = 64;
  private static final char MAPPABLE = '#';
  private static final char TRAPPED = '.';
  private static final char TAIL = '/';

  private final List<SeenRegion> regions;
  private final long perColumn;

  MemoryPicture(List<SeenRegion> regions) {
    this.regions = regions;
    long largest = regions.stream().mapToLong(region -> region.bar().size()).max().orElse(1);
    this.perColumn = Math.max(1, largest / COLUMNS);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (SeenRegion region : regions) {
      lines.add(
          "BAR %d  |%s|  %s"
              .formatted(region.bar().index(), strip(region), Sizes.text(region.bar().size())));
      if (!region.name().isEmpty()) {
        lines.add("        " + caption(region));
      }
    }
    lines.add(
        "        %c mapped  %c through the socket  %c nothing there, reads as ~0   (a column is %s)"
            .formatted(MAPPABLE, TRAPPED, TAIL, Sizes.text(perColumn)));
    return lines;
  }

  private String strip(SeenRegion region) {
    int width = columns(region.bar().size());
    StringBuilder strip = new StringBuilder().repeat(TRAPPED, width);
    for (SparseMmapArea area : region.areas()) {
      int from = (int) (area.offset() / perColumn);
      int to = Math.min(width, from + columns(area.size()));
      fill(strip, from, to, MAPPABLE);
    }
    if (region.tail() > 0) {
      fill(strip, Math.max(0, width - columns(region.tail())), width, TAIL);
    }
    return strip.toString();
  }

  private int columns(long bytes) {
    return (int) Math.max(1, (bytes + perColumn / 2) / perColumn);
  }

  private static void fill(StringBuilder strip, int from, int to, char what) {
    for (int column = from; column < to; column++) {
      strip.setCharAt(column, what);
    }
  }

  private String caption(SeenRegion region) {
    String memory = "%s %s".formatted(region.name(), Sizes.text(region.mappable()));
    if (region.tail() == 0) {
      return memory;
    }
    int column = columns(region.mappable());
    String tail = "~0 tail " + Sizes.text(region.tail());
    return memory + " ".repeat(Math.max(2, column - memory.length())) + tail;
  }
}
