/**
 * vfio-pci-core: the generic device that every variant forwards to.
 *
 * <p>Device operations come in from a variant, or from the vfio-user session if the variant changes
 * nothing; they go on as register accesses to a function of {@code core.host}, through {@code
 * pci.config} for config space and {@code pci.irq} for interrupts.
 */
@NullMarked
package io.vfio4j.core.pci;

import org.jspecify.annotations.NullMarked;
