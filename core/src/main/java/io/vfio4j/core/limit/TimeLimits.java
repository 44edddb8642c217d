package io.vfio4j.core.limit;

import java.time.Duration;

/**
 * How long a plugin may take; zero is no limit.
 *
 * @param operation for an operation of a device, for a task that an eventfd runs, and for making a
 *     driver when its plugin is loaded
 * @param probe for a probe, in which hardware may need minutes to become ready
 */
public record TimeLimits(Duration operation, Duration probe) {
  /** A plugin may take as long as it likes. */
  public static final TimeLimits NONE = new TimeLimits(Duration.ZERO, Duration.ZERO);

  /**
   * More than any VMM waits for an answer (QEMU: 5 s), and more than the 256 s that CXL memory may
   * need to become ready.
   */
  public static final TimeLimits DEFAULT =
      new TimeLimits(Duration.ofSeconds(10), Duration.ofMinutes(5));

  /** Checks that neither is negative. */
  public TimeLimits {
    if (operation.isNegative() || probe.isNegative()) {
      throw new IllegalArgumentException("a time limit is negative");
    }
  }
}
