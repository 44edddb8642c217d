/**
 * A simulated host as data: text of a profile comes in, a {@link
 * io.vfio4j.core.host.sim.profile.Profile} that has been checked goes out, to {@code
 * core.host.sim}.
 *
 * <p>{@code ProfileSchema} lists every key; {@code docs/profile.md} describes them.
 */
@NullMarked
package io.vfio4j.core.host.sim.profile;

import org.jspecify.annotations.NullMarked;
