/**
 * One client at a time: negotiate, carry out its requests in order, always reply.
 *
 * <p>In come frames from {@code vmm.transport}; the views of {@code vmm.protocol} read and write
 * them; calls on a {@link io.vfio4j.api.VfioDevice} go out, to a variant plugin and from there to
 * {@code core.pci}. A table leads from a command to its handler, one class each.
 */
@NullMarked
package io.vfio4j.core.vmm.session;

import org.jspecify.annotations.NullMarked;
