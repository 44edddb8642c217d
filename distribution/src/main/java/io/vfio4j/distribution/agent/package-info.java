/**
 * The agent as an object: a host, the plugins, and what the host's functions are bound to.
 *
 * <p>In comes what the user configured; out goes an {@link io.vfio4j.distribution.agent.Agent},
 * wired here by Guice and nowhere else. Commands show it, {@code serve} puts its devices on
 * sockets.
 */
@NullMarked
package io.vfio4j.distribution.agent;

import org.jspecify.annotations.NullMarked;
