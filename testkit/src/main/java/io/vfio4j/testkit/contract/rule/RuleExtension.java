package io.vfio4j.testkit.contract.rule;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Tells JUnit what came of a rule: a test fails with the rule's sentence, what came instead, and
 * what to look at first. Rules that could not be seen and optional ones that were broken are
 * skipped tests, with the reason.
 *
 * @since 0.1
 */
public final class RuleExtension
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

  /** For JUnit. */
  public RuleExtension() {}

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (!context.getRequiredTestMethod().isAnnotationPresent(Rule.class)) {
      throw thrown;
    }
    RuleInfo rule = RuleInfo.of(context.getRequiredTestMethod());
    RuleResult result = RuleAttempt.result(rule, thrown);
    String line = result.line();
    if (result.fails()) {
      throw new AssertionFailedError(line, thrown);
    }
    throw new TestAbortedException(line, thrown);
  }

  /** A device that cannot even be opened breaks the rule that is next. */
  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    handleTestExecutionException(context, thrown);
  }
}
