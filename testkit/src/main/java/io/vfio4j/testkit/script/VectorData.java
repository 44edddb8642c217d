package io.vfio4j.testkit.script;

/**
 * What goes with each vector of a SET_IRQS: VFIO_IRQ_SET_DATA_… of linux/vfio.h.
 *
 * @since 0.1
 */
public enum VectorData {
  /** Nothing. */
  NONE,
  /** 0 or 1. */
  BOOL,
  /** An eventfd, or none. */
  EVENTFD
}
