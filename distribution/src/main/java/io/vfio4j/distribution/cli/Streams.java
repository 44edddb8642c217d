package io.vfio4j.distribution.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out for its result
 * @param err for everything else
 */
public record Streams(PrintWriter out, PrintWriter err) {

  /** Those of this process. */
  public static Streams standard() {
    return new Streams(writer(System.out), writer(System.err));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
