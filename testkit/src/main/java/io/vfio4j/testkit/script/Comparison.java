package io.vfio4j.testkit.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Two transcripts of the same script, line by line.
 *
 * @since 0.1
 */
public final class Comparison {
  private Comparison() {}

  /**
   * What differs.
   *
   * @param expected the one, Linux'
   * @param actual the other
   * @throws IllegalArgumentException if they are not of the same script
   */
  public static List<Difference> differences(Transcript expected, Transcript actual) {
    if (expected.lines().size() != actual.lines().size()) {
      throw new IllegalArgumentException(
          "%d lines and %d".formatted(expected.lines().size(), actual.lines().size()));
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < expected.lines().size(); i++) {
      TranscriptLine one = expected.lines().get(i);
      TranscriptLine other = actual.lines().get(i);
      if (!one.operation().equals(other.operation())) {
        throw new IllegalArgumentException(one + " and " + other + " are of different scripts");
      }
      if (!one.answer().equals(other.answer())) {
        differences.add(new Difference(i + 1, one.operation(), one.answer(), other.answer()));
      }
    }
    return List.copyOf(differences);
  }
}
