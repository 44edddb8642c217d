package io.vfio4j.core.host.acpi.aml;

import java.io.Serial;

/**
 * Bytes of a table that are damaged, or stand for something that is not read. The only exception
 * that bytes can cause, whatever they are.
 */
public final class AmlException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int offset;

  /** At an offset in bytes from the table's first. */
  AmlException(int offset, String message) {
    // Damaged tables cause these in numbers, and the place that matters is the offset.
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Where, in bytes from the table's first. */
  public int offset() {
    return offset;
  }
}
