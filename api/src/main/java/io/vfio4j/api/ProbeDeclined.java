package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;

/**
 * A driver looked at a function that its id table names and found that it is not the one for it.
 *
 * <p>Not an error: the binding notes the reason and tries the next best match. {@code vfio4j
 * explain} shows the reason. Compare {@link VfioException}, after which the function stays unbound.
 * The kernel's nvgrace-gpu driver takes the same decision inside its probe, by choosing the plain
 * device operations.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class ProbeDeclined extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Declines.
   *
   * @param reason one line for the operator: what was looked for and what was found instead
   */
  public ProbeDeclined(String reason) {
    super(reason, null, false, false);
  }

  /** One line for the operator. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
