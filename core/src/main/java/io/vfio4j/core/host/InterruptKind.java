package io.vfio4j.core.host;

/** How a function sends interrupts. */
public enum InterruptKind {
  /** By its pin. */
  PIN,
  /** By messages that its capability describes. */
  MSI,
  /** By messages that a table in a BAR describes. */
  MSI_X
}
