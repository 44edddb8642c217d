package io.vfio4j.testkit.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A list of allowed differences, and which of them have been met.
 *
 * @since 0.1
 */
public final class AllowedDifferences {
  private final List<AllowedDifference> rows;
  private final Set<AllowedDifference> met = new LinkedHashSet<>();

  private AllowedDifferences(List<AllowedDifference> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads a list.
   *
   * @param text rows as {@link AllowedDifference#parse} takes them
   */
  public static AllowedDifferences parse(String text) {
    return new AllowedDifferences(AllowedDifference.parse(text));
  }

  /**
   * Compares what two answered.
   *
   * @param reader who read the other: {@code spi} or {@code vfio-user}
   * @param expected the one, Linux'
   * @param actual the other
   */
  public ComparedTranscripts compare(String reader, Transcript expected, Transcript actual) {
    Map<String, Integer> listed = new TreeMap<>();
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference : Comparison.differences(expected, actual)) {
      Optional<AllowedDifference> row =
          rows.stream().filter(each -> each.allows(reader, difference)).findFirst();
      row.ifPresent(met::add);
      row.ifPresent(each -> listed.merge(each.entry(), 1, Integer::sum));
      if (row.isEmpty()) {
        unknown.add(difference);
      }
    }
    return new ComparedTranscripts(reader, expected.lines().size(), listed, unknown);
  }

  /** The rows that no comparison needed. */
  public List<AllowedDifference> unmet() {
    return rows.stream().filter(row -> !met.contains(row)).toList();
  }

  /** The entries of docs/differences.md that the rows name. */
  public Set<String> entries() {
    Set<String> entries = new LinkedHashSet<>();
    rows.forEach(row -> entries.add(row.entry()));
    return entries;
  }
}
