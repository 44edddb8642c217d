package io.vfio4j.testkit.contract.rule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A rule of the contract, and for JUnit a test.
 *
 * <p>The method's name begins with the rule's strength and number, as {@code
 * required_R3_readPastTheRegionEndIsEinval} does. Numbers are never given to another rule.
 *
 * @since 0.1
 */
@Test
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

  /** The rule, a sentence without its full stop. */
  String says();

  /** Where who broke it looks first. */
  String lookAt();

  /** Why a client of a vfio-user socket cannot see whether the rule is kept; empty if it can. */
  String notOverSocket() default "";
}
