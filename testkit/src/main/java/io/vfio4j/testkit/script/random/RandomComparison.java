package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Comparison;
import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Shrinker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two devices that are to answer alike, but for what is known.
 *
 * @since 0.1
 */
public final class RandomComparison {
  private final String reader;
  private final ScriptRunner expected;
  private final ScriptRunner actual;
  private final List<? extends KnownDifference> known;

  /**
   * Two devices.
   *
   * @param reader what reads the other: {@code spi} or {@code vfio-user}
   * @param expected the one, Linux'
   * @param actual the other
   * @param known the differences that are allowed
   */
  public RandomComparison(
      String reader,
      ScriptRunner expected,
      ScriptRunner actual,
      List<? extends KnownDifference> known) {
    this.reader = reader;
    this.expected = expected;
    this.actual = actual;
    this.known = List.copyOf(known);
  }

  /**
   * Has both answer a script.
   *
   * @param random the script
   */
  public ComparisonResult compare(RandomScript random) {
    Map<String, Integer> listed = new TreeMap<>();
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference : differences(random.script())) {
      Optional<String> entry = entry(difference);
      entry.ifPresent(name -> listed.merge(name, 1, Integer::sum));
      if (entry.isEmpty()) {
        unknown.add(difference);
      }
    }
    return new ComparisonResult(random.seed(), random.script().lines().size(), listed, unknown);
  }

  private List<Difference> differences(Script script) {
    return Comparison.differences(expected.run(script), actual.run(script));
  }

  private Optional<String> entry(Difference difference) {
    return known.stream()
        .filter(each -> each.allows(reader, difference))
        .findFirst()
        .map(KnownDifference::entry);
  }

  /**
   * The shortest script found that still has a difference which is not allowed, at the operation
   * that differs first.
   *
   * @param random a script that has one
   * @param first where
   * @param shrinker how hard it is tried
   * @return its steps; the opening belongs before them
   */
  public List<Script> shortest(RandomScript random, Difference first, Shrinker shrinker) {
    List<Script> steps = upTo(random, first.line());
    return shrinker.shorten(steps, some -> differsAt(first.operation(), random.with(some)));
  }

  private static List<Script> upTo(RandomScript random, int line) {
    List<Script> steps = new ArrayList<>();
    int lines = random.opening().lines().size();
    for (Script step : random.steps()) {
      if (lines >= line) {
        break;
      }
      steps.add(step);
      lines += step.lines().size();
    }
    return steps;
  }

  /** The same operation, or one would slip from one difference to another that is none of it. */
  private boolean differsAt(String operation, Script script) {
    return differences(script).stream()
        .anyMatch(each -> each.operation().equals(operation) && entry(each).isEmpty());
  }
}
