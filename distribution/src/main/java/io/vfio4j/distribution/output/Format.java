package io.vfio4j.distribution.output;

/** How a command shows its result. */
public enum Format {
  /** Lines and columns. */
  TEXT,
  /** One JSON value. */
  JSON
}
