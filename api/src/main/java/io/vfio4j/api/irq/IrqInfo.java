package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;
import java.util.Set;

/**
 * What an IRQ index says of itself: {@code struct vfio_irq_info} of linux/vfio.h.
 *
 * @param index IRQ index
 * @param count number of vectors; 0 if the device has none of this kind
 * @param flags what can be done with it
 * @since 0.1
 */
@Stable(since = "0.1")
public record IrqInfo(int index, int count, Set<IrqFlag> flags) {

  /** Checks the count and keeps a copy of the flags. */
  public IrqInfo {
    if (index < 0 || count < 0) {
      throw new IllegalArgumentException("irq " + index + " with " + count + " vectors");
    }
    flags = Set.copyOf(flags);
  }
}
