package io.vfio4j.testkit.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a reader printed.
 *
 * @param lines in the order of the script
 * @since 0.1
 */
public record Transcript(List<TranscriptLine> lines) {

  /** Keeps a copy. */
  public Transcript {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a transcript.
   *
   * @param text its lines
   * @throws ScriptException if a line has no answer
   */
  public static Transcript parse(String text) {
    return new Transcript(
        text.lines().filter(TranscriptLine::says).map(TranscriptLine::parse).toList());
  }

  /** The script that it answers. */
  public Script script() {
    return Script.parse(toString());
  }

  /** As a reader prints it. */
  @Override
  public String toString() {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
