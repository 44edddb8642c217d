package io.vfio4j.distribution.demo;

import io.vfio4j.api.region.SparseMmapArea;
import java.util.List;

/**
 * A BAR together with its region.
 *
 * @param bar what config space says
 * @param name what the variant calls it, may be empty
 * @param areas what can be mapped
 */
record SeenRegion(SizedBar bar, String name, List<SparseMmapArea> areas) {

  /** How many bytes can be mapped. */
  long mappable() {
    return areas.stream().mapToLong(SparseMmapArea::size).sum();
  }

  /**
   * The bytes after the last mappable one of a BAR that a variant makes up, where nothing is. Those
   * of any other BAR are registers, or memory that is reached through the socket.
   */
  long tail() {
    return areas.isEmpty() || name.isEmpty() ? 0 : bar.size() - areas.getLast().end();
  }
}
