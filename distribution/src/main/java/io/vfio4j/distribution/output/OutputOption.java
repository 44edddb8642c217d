package io.vfio4j.distribution.output;

import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.ValueOption;

/** The option {@code -o}. */
public final class OutputOption {
  /** In which form. */
  public static final ValueOption OUTPUT =
      ValueOption.of("--output", "FORMAT", "text or json (${default}).")
          .withLetter("o")
          .withDefault("text");

  private OutputOption() {}

  /** What the user chose. */
  public static Format format(Arguments given) {
    return given.value(OUTPUT).oneOf(Format.values());
  }
}
