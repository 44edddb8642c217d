/**
 * A VMM's side of a vfio-user socket.
 *
 * <p>Calls come in at {@link io.vfio4j.testkit.client.VfioUserClient}; messages go out over a Unix
 * socket to any vfio-user server, and replies come back as values. Nothing here uses a codec of the
 * server's: offsets and numbers are written down a second time, so that a mistake on one side is
 * seen by the other.
 */
@NullMarked
package io.vfio4j.testkit.client;

import org.jspecify.annotations.NullMarked;
