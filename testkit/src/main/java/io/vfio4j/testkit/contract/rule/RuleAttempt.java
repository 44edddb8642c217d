package io.vfio4j.testkit.contract.rule;

import io.vfio4j.api.VfioException;
import java.lang.reflect.InvocationTargetException;

/** One rule is carried out, and whatever it throws is a result. */
final class RuleAttempt {
  private RuleAttempt() {}

  static RuleResult of(RuleInfo rule, RuleSet contract) {
    return cleanedUp(prepared(rule, contract), contract);
  }

  private static RuleResult prepared(RuleInfo rule, RuleSet contract) {
    try {
      contract.prepare();
    } catch (RuntimeException | Error e) {
      RuleResult result = result(rule, e);
      return result.outcome() == Outcome.BROKEN ? beside(rule, result.came()) : result;
    }
    return carriedOut(rule, contract);
  }

  /** What goes wrong before or after a rule does so whatever that rule is worth. */
  private static RuleResult beside(RuleInfo rule, String came) {
    return new RuleResult(rule.required(), Outcome.BROKEN, came);
  }

  private static RuleResult carriedOut(RuleInfo rule, RuleSet contract) {
    try {
      rule.method().invoke(contract);
      return new RuleResult(rule, Outcome.KEPT, contract.remarks());
    } catch (InvocationTargetException e) {
      return result(rule, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(rule.method() + " is not public", e);
    }
  }

  /** A device that is broken may not be closed properly either: that is no second result. */
  private static RuleResult cleanedUp(RuleResult result, RuleSet contract) {
    try {
      contract.cleanUp();
    } catch (RuntimeException | Error e) {
      if (result.outcome() != Outcome.BROKEN) {
        return beside(result.rule(), "after it: " + result(result.rule(), e).came());
      }
    }
    return result;
  }

  static RuleResult result(RuleInfo rule, Throwable thrown) {
    return switch (thrown) {
      case NotSeen unseen -> new RuleResult(rule, Outcome.UNTESTED, text(unseen));
      case RuleBroken broken -> new RuleResult(rule, Outcome.BROKEN, text(broken));
      case VfioException e -> new RuleResult(rule, Outcome.BROKEN, e.errno() + ": " + text(e));
      default -> new RuleResult(rule, Outcome.BROKEN, describe(thrown));
    };
  }

  private static String text(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
  }

  private static String describe(Throwable thrown) {
    return "%s: %s".formatted(thrown.getClass().getSimpleName(), text(thrown));
  }
}
