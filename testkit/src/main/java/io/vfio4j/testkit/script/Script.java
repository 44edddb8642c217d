package io.vfio4j.testkit.script;

import java.util.List;

/**
 * A script: operations, one after the other.
 *
 * @param lines in their order
 * @since 0.1
 */
public record Script(List<ScriptLine> lines) {

  /** Keeps a copy. */
  public Script {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a script, or the script of a transcript.
   *
   * @param text its lines
   * @throws ScriptException if a line makes no sense
   */
  public static Script parse(String text) {
    return new Script(
        text.lines()
            .filter(TranscriptLine::says)
            .map(TranscriptLine::operationOf)
            .map(operation -> new ScriptLine(operation, OperationParser.parse(operation)))
            .toList());
  }
}
