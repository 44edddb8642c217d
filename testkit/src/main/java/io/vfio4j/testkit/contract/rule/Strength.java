package io.vfio4j.testkit.contract.rule;

import java.util.Locale;

/**
 * What it means that a rule is broken.
 *
 * @since 0.1
 */
public enum Strength {
  /** The device fails the contract. */
  REQUIRED,
  /** It is said, and no more: clients do better with a device that keeps it. */
  OPTIONAL,
  /** Nobody can tell: the rule is there to be read. */
  UNTESTED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
