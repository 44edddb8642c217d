package io.vfio4j.testkit.contract.rule;

/**
 * What came of one rule.
 *
 * @param rule which
 * @param outcome kept, broken or untested
 * @param came what came instead, or why it is untested, or a remark on how it was kept; may be
 *     empty
 * @since 0.1
 */
public record RuleResult(RuleInfo rule, Outcome outcome, String came) {

  /** Whether the contract fails by it: a required rule that was broken. */
  public boolean fails() {
    return outcome == Outcome.BROKEN && rule.strength() == Strength.REQUIRED;
  }

  /** One line on it: for a broken rule what came instead and where to look first. */
  public String line() {
    return switch (outcome) {
      case KEPT -> "%s kept".formatted(rule.id());
      case BROKEN -> rule.broken(came);
      case UNTESTED -> "%s untested: %s".formatted(rule.id(), came);
    };
  }
}
