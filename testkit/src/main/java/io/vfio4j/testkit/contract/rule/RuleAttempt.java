package io.vfio4j.testkit.contract.rule;

import io.vfio4j.api.VfioException;
import java.lang.reflect.InvocationTargetException;

/** One rule is carried out, and whatever it throws is a result. */
final class RuleAttempt {
  private RuleAttempt() {}

  static RuleResult of(RuleInfo rule, RuleSet contract) {
    try {
      contract.prepare();
      rule.method().invoke(contract);
      return new RuleResult(rule, Outcome.KEPT, contract.remarks());
    } catch (InvocationTargetException e) {
      return result(rule, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(rule.method() + " is not public", e);
    } catch (RuntimeException | Error e) {
      return result(rule, e);
    } finally {
      cleanUp(contract);
    }
  }

  /** A device that is broken may not be closed properly either: that is no second result. */
  private static void cleanUp(RuleSet contract) {
    try {
      contract.cleanUp();
    } catch (RuntimeException | Error _) {
      // The rule's own result says more.
    }
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
