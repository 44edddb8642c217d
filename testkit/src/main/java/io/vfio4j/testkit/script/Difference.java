package io.vfio4j.testkit.script;

/**
 * Two answers to the same operation.
 *
 * @param line its number in the transcript, from 1 on
 * @param operation as it stands in the script
 * @param expected the one answer
 * @param actual the other
 * @since 0.1
 */
public record Difference(int line, String operation, String expected, String actual) {

  @Override
  public String toString() {
    return "line %d: %s : expected %s, was %s".formatted(line, operation, expected, actual);
  }
}
