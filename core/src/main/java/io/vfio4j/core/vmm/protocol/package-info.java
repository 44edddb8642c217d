/**
 * The messages of vfio-user: where each field is and what its values mean.
 *
 * <p>In come bytes of a frame, out go the fields' values, and the other way round; nothing here
 * reads a socket or knows a device. Each message is a view that is laid over one payload after
 * another, so that reading one allocates nothing. Offsets in the pictures count from the start of
 * the payload, which follows the 16 bytes of {@link io.vfio4j.core.vmm.protocol.Header}. All
 * numbers are in the host's byte order. {@code vmm.session} is next.
 */
@NullMarked
package io.vfio4j.core.vmm.protocol;

import org.jspecify.annotations.NullMarked;
