package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Comparison;
import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptLine;
import io.vfio4j.testkit.script.Shrinker;
import io.vfio4j.testkit.script.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two devices that are to answer alike, but for what is known.
 *
 * @since 0.1
 */
public final class RandomComparison {
  /** How many differences are worth reading. */
  private static final int SOME = 10;

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
    return compare(random, new Coverage(Map.of()));
  }

  /**
   * The same, and counts what was asked.
   *
   * @param random the script
   * @param coverage gets the one's answers
   */
  public ComparisonResult compare(RandomScript random, Coverage coverage) {
    Transcript answers = expected.run(random.script());
    coverage.add(answers);
    Map<String, Integer> listed = new TreeMap<>();
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference : Comparison.differences(answers, actual.run(random.script()))) {
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

  /**
   * What somebody wants to read who has to find out: where it differs first, and the shortest
   * script that still does.
   *
   * @param random a script that was compared
   * @param result what came of it, with something unknown
   * @param shrinker how hard it is tried
   */
  public String explain(RandomScript random, ComparisonResult result, Shrinker shrinker) {
    Difference first = result.unknown().getFirst();
    RandomScript shortest =
        new RandomScript(random.seed(), random.opening(), shortest(random, first, shrinker));
    String some =
        result.unknown().stream()
            .limit(SOME)
            .map(each -> each + "\n")
            .collect(Collectors.joining());
    return "%s%n%safter %d attempts this still differs at the first of them:%n%s"
        .formatted(result, some, shrinker.attempts(), text(shortest));
  }

  /** Without what fills memory that is not asked for. */
  private static String text(RandomScript shortest) {
    List<Touched> touched =
        shortest.steps().stream()
            .flatMap(step -> step.lines().stream())
            .flatMap(line -> Touched.by(line.operation()).stream())
            .toList();
    Stream<ScriptLine> opening =
        shortest.opening().lines().stream().filter(line -> isNeeded(line.operation(), touched));
    Stream<ScriptLine> steps = shortest.steps().stream().flatMap(step -> step.lines().stream());
    return Stream.concat(opening, steps)
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining());
  }

  private static boolean isNeeded(Operation filling, List<Touched> touched) {
    return Touched.by(filling)
        .map(filled -> touched.stream().anyMatch(filled::overlaps))
        .orElse(true);
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
