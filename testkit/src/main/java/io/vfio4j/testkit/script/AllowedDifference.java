package io.vfio4j.testkit.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A difference that is known and meant, as a line of a list says it:
 *
 * <pre>
 *   reader | operation | one's answer | the other's | entry of docs/differences.md
 * </pre>
 *
 * <p>In operation and answers {@code *} stands for a word, <code>${name}</code> for a part of one
 * that is the same wherever it stands, {@code ...} for the rest of an answer, the same in both.
 *
 * @param reader which reader it is about; {@code *} for each
 * @param lines operation and answers, with {@code " : "} between
 * @param entry which says why
 * @since 0.1
 */
public record AllowedDifference(String reader, Pattern lines, String entry)
    implements KnownDifference {
  private static final String BETWEEN = " : ";
  private static final Pattern HOLE = Pattern.compile("\\*|\\$\\{([a-z]+)}|\\.\\.\\.");

  /**
   * Reads a list. Empty lines, and those that begin with {@code #}, are skipped.
   *
   * @throws ScriptException if a line has not five columns
   */
  public static List<AllowedDifference> parse(String text) {
    return text.lines().filter(TranscriptLine::says).map(AllowedDifference::of).toList();
  }

  private static AllowedDifference of(String line) {
    List<String> columns = List.of(line.split(" \\| ", -1));
    if (columns.size() != 5) {
      throw new ScriptException(line, "a difference has five columns");
    }
    Pattern lines = pattern(String.join(BETWEEN, columns.subList(1, 4)));
    return new AllowedDifference(columns.getFirst(), lines, columns.getLast());
  }

  private static Pattern pattern(String text) {
    Set<String> names = new HashSet<>();
    StringBuilder pattern = new StringBuilder();
    Matcher hole = HOLE.matcher(text);
    int end = 0;
    while (hole.find()) {
      pattern.append(Pattern.quote(text.substring(end, hole.start())));
      pattern.append(filler(hole, names));
      end = hole.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(text.substring(end))).toString());
  }

  private static String filler(Matcher hole, Set<String> names) {
    if (hole.group().equals("*")) {
      return "\\S+";
    }
    String name = hole.group(1) == null ? "rest" : hole.group(1);
    if (!names.add(name)) {
      return "\\k<" + name + ">";
    }
    return "(?<%s>%s)".formatted(name, hole.group(1) == null ? ".*" : "\\S*");
  }

  @Override
  public boolean allows(String reader, Difference difference) {
    String found =
        String.join(BETWEEN, difference.operation(), difference.expected(), difference.actual());
    return (this.reader.equals("*") || this.reader.equals(reader))
        && lines.matcher(found).matches();
  }
}
