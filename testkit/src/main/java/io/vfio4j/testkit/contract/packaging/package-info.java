/**
 * The contract's part on packaging: what a plugin's jar, or its folder of classes, has to be so
 * that the agent loads it.
 *
 * <p>A path comes in; a {@link io.vfio4j.testkit.contract.rule.RuleResult} for each rule goes out.
 * The last rules load the plugin as the agent does.
 */
@NullMarked
package io.vfio4j.testkit.contract.packaging;

import org.jspecify.annotations.NullMarked;
