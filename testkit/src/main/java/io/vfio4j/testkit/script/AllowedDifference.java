package io.vfio4j.testkit.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A difference that is known and meant.
 *
 * <pre>
 *   reader | operation | one's answer | the other's | entry of docs/differences.md
 * </pre>
 *
 * <p>In operation and answers {@code *} stands for any word, {@code $name} for a word that is the
 * same in all three, {@code ...} at the end for a rest that is the same.
 *
 * @param reader which reader it is about; {@code *} for each
 * @param operation the operation's line
 * @param expected what the one answers, Linux
 * @param actual what the other answers, vfio4j
 * @param entry which says why
 * @since 0.1
 */
public record AllowedDifference(
    String reader, String operation, String expected, String actual, String entry) {

  /** Reads a list: a line for each, empty lines and comments between. */
  public static List<AllowedDifference> parse(String text) {
    return text.lines().filter(TranscriptLine::says).map(AllowedDifference::of).toList();
  }

  private static AllowedDifference of(String line) {
    List<String> columns = List.of(line.split(" \\| ", -1));
    if (columns.size() != 5) {
      throw new ScriptException(line, "a difference has five columns");
    }
    return new AllowedDifference(
        columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(4));
  }

  /** Whether it allows a difference that a reader found. */
  public boolean allows(String reader, Difference difference) {
    Map<String, String> named = new HashMap<>();
    return (this.reader.equals("*") || this.reader.equals(reader))
        && AnswerPattern.parse(operation).matches(difference.operation(), named)
        && AnswerPattern.parse(expected).matches(difference.expected(), named)
        && AnswerPattern.parse(actual).matches(difference.actual(), named);
  }
}
