/**
 * The contract against whatever listens on a vfio-user socket.
 *
 * <p>A socket's path comes in; a {@link io.vfio4j.testkit.contract.rule.RuleResult} for each rule
 * goes out. {@link io.vfio4j.testkit.contract.socket.ClientVfioDevice} makes calls of the device
 * into messages of {@code testkit.client}, which has its own codecs: an error in {@code core}'s is
 * not mirrored.
 */
@NullMarked
package io.vfio4j.testkit.contract.socket;

import org.jspecify.annotations.NullMarked;
