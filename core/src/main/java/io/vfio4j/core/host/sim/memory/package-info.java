/**
 * A simulated host's memory: sizes and addresses of a profile come in, reads and writes of it and
 * descriptors for mapping it go out; it lies in {@code core.linux}'s memfds.
 */
@NullMarked
package io.vfio4j.core.host.sim.memory;

import org.jspecify.annotations.NullMarked;
