package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Difference;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a random script.
 *
 * @param seed that the script was made by
 * @param operations how many there were
 * @param listed how many answers differ as is allowed, by the entry of docs/differences.md
 * @param unknown the answers that differ otherwise
 * @since 0.1
 */
public record ComparisonResult(
    long seed, int operations, Map<String, Integer> listed, List<Difference> unknown) {

  /** Keeps copies. */
  public ComparisonResult {
    listed = Map.copyOf(listed);
    unknown = List.copyOf(unknown);
  }

  /** The numbers, a line for each entry of the list. */
  @Override
  public String toString() {
    int differ = listed.values().stream().mapToInt(Integer::intValue).sum();
    String entries =
        listed.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> "\n%7d %s".formatted(each.getValue(), each.getKey()))
            .collect(Collectors.joining());
    return "seed %d: %d operations, %d equal, %d differ as listed, %d otherwise%s"
        .formatted(
            seed,
            operations,
            operations - differ - unknown.size(),
            differ,
            unknown.size(),
            entries);
  }
}
