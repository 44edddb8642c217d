package io.vfio4j.testkit.contract.rule;

import java.util.Locale;

/**
 * What came of a rule.
 *
 * @since 0.1
 */
public enum Outcome {
  /** It was kept. */
  KEPT,
  /** It was broken. */
  BROKEN,
  /** It was not tried, or could not be seen. */
  UNTESTED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
