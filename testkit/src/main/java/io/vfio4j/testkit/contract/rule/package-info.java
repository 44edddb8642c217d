/**
 * What a rule is, how one is carried out, and what comes of it.
 *
 * <p>Classes whose methods are annotated with {@link io.vfio4j.testkit.contract.rule.Rule} come in;
 * a {@link io.vfio4j.testkit.contract.rule.RuleResult} for each goes out. JUnit runs the same
 * methods as tests, through {@link io.vfio4j.testkit.contract.rule.RuleExtension}; nothing else
 * here needs JUnit, so that {@code vfio4j contract} does without.
 */
@NullMarked
package io.vfio4j.testkit.contract.rule;

import org.jspecify.annotations.NullMarked;
