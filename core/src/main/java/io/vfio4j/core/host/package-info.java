/**
 * A host's PCI functions as hardware: what vfio-pci-core stands on.
 *
 * <p>Register and memory accesses come in from {@code core.pci}; they go on to a simulated host
 * ({@code host.sim}) or to those that the machine's kernel has ({@code host.vfio}). Interrupts and
 * DMA go the other way.
 */
@NullMarked
package io.vfio4j.core.host;

import org.jspecify.annotations.NullMarked;
