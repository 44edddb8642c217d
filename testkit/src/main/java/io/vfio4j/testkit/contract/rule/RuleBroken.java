package io.vfio4j.testkit.contract.rule;

/**
 * A rule was broken; the message says what came instead of what it wants.
 *
 * @since 0.1
 */
public final class RuleBroken extends AssertionError {
  private static final long serialVersionUID = 1L;

  /**
   * A broken rule.
   *
   * @param came what came instead, in one line
   */
  public RuleBroken(String came) {
    super(came);
  }
}
