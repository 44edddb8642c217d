package io.vfio4j.distribution.output;

import picocli.CommandLine.Option;

/** The option {@code -o}. */
public final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  /** For picocli. */
  public OutputOption() {}

  /** What the user chose. */
  public Format format() {
    return format;
  }
}
