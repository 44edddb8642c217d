package io.vfio4j.testkit.script;

import java.util.List;
import java.util.Map;

/**
 * What came of a comparison.
 *
 * @param reader who read the one that was compared: {@code spi} or {@code vfio-user}
 * @param answers how many there were
 * @param listed how many differ as is allowed, by the entry of docs/differences.md
 * @param unknown those that differ otherwise
 * @since 0.1
 */
public record ComparedTranscripts(
    String reader, int answers, Map<String, Integer> listed, List<Difference> unknown) {

  /** Keeps copies. */
  public ComparedTranscripts {
    listed = Map.copyOf(listed);
    unknown = List.copyOf(unknown);
  }

  /** How many differ as is allowed. */
  public int differAsListed() {
    return listed.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The numbers. */
  @Override
  public String toString() {
    return "%-10s %5d answers, %5d equal, %3d differ as listed, %3d otherwise"
        .formatted(
            reader,
            answers,
            answers - differAsListed() - unknown.size(),
            differAsListed(),
            unknown.size());
  }
}
