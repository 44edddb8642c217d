package io.vfio4j.testkit.contract.rule;

/**
 * Whether a rule is kept cannot be seen here; the message says why.
 *
 * @since 0.1
 */
public final class NotSeen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Nothing was seen.
   *
   * @param reason one line
   */
  public NotSeen(String reason) {
    super(reason, null, false, false);
  }
}
