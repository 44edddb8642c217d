/**
 * Bytes and descriptors in and out of one connection.
 *
 * <p>In come the bytes of a socket, cut anywhere; out go whole frames, each with the descriptors
 * that were sent with it. Of a frame only its length field is known here: what it says is for
 * {@code vmm.protocol}, and {@code vmm.session} is next.
 */
@NullMarked
package io.vfio4j.core.vmm.transport;

import org.jspecify.annotations.NullMarked;
