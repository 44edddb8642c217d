/**
 * The running machine's PCI functions that the kernel's vfio-pci has: accesses come in through the
 * types of {@code core.host}; they go on to the kernel through the files of {@code /dev/vfio}, by
 * IOMMU group, which {@code core.linux} opens. Which functions there are is read from sysfs.
 *
 * <p>The kernel's own vfio-pci-core is beneath ours, so that its rules are applied twice. Nothing
 * is mapped: each access to a BAR is a call of the kernel's.
 */
@NullMarked
package io.vfio4j.core.host.vfio;

import org.jspecify.annotations.NullMarked;
