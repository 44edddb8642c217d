package io.vfio4j.testkit.script;

/**
 * An operation and what it was answered.
 *
 * @param operation as it stands in the script
 * @param answer what a reader printed
 * @since 0.1
 */
public record TranscriptLine(String operation, String answer) {
  private static final String BETWEEN = " : ";

  static TranscriptLine parse(String line) {
    int between = line.indexOf(BETWEEN);
    if (between < 0) {
      throw new ScriptException(line, "it has no answer");
    }
    return new TranscriptLine(operationOf(line), line.substring(between + BETWEEN.length()));
  }

  static boolean says(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }

  static String operationOf(String line) {
    int between = line.indexOf(BETWEEN);
    return between < 0 ? line : line.substring(0, between);
  }

  @Override
  public String toString() {
    return operation + BETWEEN + answer;
  }
}
