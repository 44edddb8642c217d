package io.vfio4j.testkit.script.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A region, as far as a random script has to know it. Config space is no such region, see {@link
 * ConfigShape}.
 *
 * @param index region index
 * @param size what GET_REGION_INFO says, 0 for none
 * @param length how many of its bytes, from the first on, have contents
 * @param mappable whether a script may store by mappings
 * @param edges offsets around which operations gather; multiples of a page for mappings' sake
 * @param spared what is never written
 * @since 0.1
 */
public record RegionShape(
    int index, long size, long length, boolean mappable, List<Long> edges, List<Span> spared) {
  private static final long PAGE = 4096;
  private static final int RANDOM_EDGES = 3;

  /** Keeps copies. */
  public RegionShape {
    edges = List.copyOf(edges);
    spared = List.copyOf(spared);
  }

  /**
   * A region that is memory.
   *
   * @param size its BAR's
   * @param length how much memory is in it, whole pages and no more than the BAR holds
   */
  public static RegionShape memory(int index, long size, long length) {
    List<Long> edges = List.of(0L, PAGE, length - PAGE, length, size - PAGE, size);
    return new RegionShape(
        index, size, length, true, edges.stream().distinct().toList(), List.of());
  }

  /** A region that is not there. */
  public static RegionShape absent(int index) {
    return new RegionShape(index, 0, 0, false, List.of(0L), List.of());
  }

  /**
   * The same, with a part that is not written.
   *
   * @param offset its first byte
   * @param bytes its size
   */
  public RegionShape sparing(long offset, long bytes) {
    List<Span> more = new ArrayList<>(spared);
    more.add(new Span(offset, bytes));
    return new RegionShape(index, size, length, mappable, edges, more);
  }

  /**
   * The same, with one more edge.
   *
   * @param edge its offset
   */
  public RegionShape withEdge(long edge) {
    List<Long> more = new ArrayList<>(edges);
    more.add(edge);
    return new RegionShape(index, size, length, mappable, more, spared);
  }

  RegionShape withRandomEdges(Random random) {
    RegionShape region = this;
    for (int i = 0; i < RANDOM_EDGES && length > PAGE; i++) {
      region = region.withEdge(random.nextLong(length / PAGE) * PAGE);
    }
    return region;
  }

  boolean spares(long offset, long count) {
    return spared.stream().anyMatch(span -> span.touches(offset, count));
  }
}
