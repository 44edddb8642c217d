/**
 * Puts bound functions on sockets, and ends cleanly. In come an agent's functions, out go {@code
 * core.vmm}'s servers.
 */
@NullMarked
package io.vfio4j.distribution.serve;

import org.jspecify.annotations.NullMarked;
