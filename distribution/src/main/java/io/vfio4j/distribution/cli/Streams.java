package io.vfio4j.distribution.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a command writes.
 *
 * @param out for its result
 * @param err for everything else
 * @param lost why some of the result could not be written
 */
public record Streams(PrintWriter out, PrintWriter err, Supplier<Optional<String>> lost) {

  /** Of which nothing is lost. */
  public Streams(PrintWriter out, PrintWriter err) {
    this(out, err, Optional::empty);
  }

  /** Those of this process. Without a lambda, which would be the first of a start. */
  public static Streams standard() {
    StandardOutput out = new StandardOutput();
    return new Streams(
        new PrintWriter(out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        out);
  }
}
