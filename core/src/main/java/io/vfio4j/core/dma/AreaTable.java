package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Areas that do not overlap, by their addresses. Not for two threads at a time. */
final class AreaTable {
  /** What the server announces as max_dma_maps. */
  static final int MOST_AREAS = 65_535;

  private final TreeMap<Long, Area> areas = new TreeMap<>(Long::compareUnsigned);

  /** Checks that an area can be put. */
  void checkFree(long first, long last) {
    Map.Entry<Long, Area> below = areas.floorEntry(last);
    if (below != null && Long.compareUnsigned(below.getValue().last(), first) >= 0) {
      throw VfioException.refused(
          Errno.EEXIST, "0x%x to 0x%x overlaps another area".formatted(first, last));
    }
    if (areas.size() >= MOST_AREAS) {
      throw VfioException.refused(Errno.ENOSPC, "more than " + MOST_AREAS + " DMA areas");
    }
  }

  void put(Area area) {
    areas.put(area.first(), area);
  }

  Optional<Area> at(long address) {
    Map.Entry<Long, Area> below = areas.floorEntry(address);
    return below != null && below.getValue().contains(address)
        ? Optional.of(below.getValue())
        : Optional.empty();
  }

  /** Takes out every area that a range covers; there has to be one, and none may be cut. */
  List<Area> remove(long first, long size) {
    long last = first + size - 1;
    boolean range = size != 0 && Long.compareUnsigned(last, first) >= 0;
    if (!range || cuts(first) || cuts(last + 1) || covered(first, last).isEmpty()) {
      throw VfioException.refused(
          Errno.ENOENT, "no whole area at 0x%x of size 0x%x".formatted(first, size));
    }
    List<Area> removed = List.copyOf(covered(first, last).values());
    covered(first, last).clear();
    return removed;
  }

  private SortedMap<Long, Area> covered(long first, long last) {
    return areas.subMap(first, true, last, true);
  }

  private boolean cuts(long border) {
    return at(border).filter(area -> area.first() != border).isPresent();
  }

  List<Area> removeAll() {
    List<Area> removed = List.copyOf(areas.values());
    areas.clear();
    return removed;
  }

  int size() {
    return areas.size();
  }
}
