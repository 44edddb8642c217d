package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;

/**
 * What SET_IRQS does to vectors: VFIO_IRQ_SET_ACTION_… of linux/vfio.h.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum IrqAction {
  /** VFIO_IRQ_SET_ACTION_MASK. */
  MASK,
  /** VFIO_IRQ_SET_ACTION_UNMASK. */
  UNMASK,
  /** VFIO_IRQ_SET_ACTION_TRIGGER: with eventfds, say what to signal; without, fire. */
  TRIGGER
}
