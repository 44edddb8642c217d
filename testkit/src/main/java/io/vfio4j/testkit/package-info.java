/**
 * What an author of a variant tests it with.
 *
 * <p>A driver comes in; what goes out is its device, bound by the real host code to a simulated
 * function. From there go on to {@code testkit.contract}, the rules that every device keeps, or to
 * {@code testkit.client}, a VMM's side of a vfio-user socket.
 */
@NullMarked
package io.vfio4j.testkit;

import org.jspecify.annotations.NullMarked;
