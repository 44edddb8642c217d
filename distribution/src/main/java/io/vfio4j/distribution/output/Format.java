package io.vfio4j.distribution.output;

import java.util.Locale;

/** How a command shows its result. */
public enum Format {
  /** Lines and columns. */
  TEXT,
  /** One JSON value. */
  JSON;

  /** How the user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
