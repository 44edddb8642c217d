/**
 * What a PCI function is and which functions a driver is for: address, ids, rows of an id table.
 */
@NullMarked
package io.vfio4j.api.pci;

import org.jspecify.annotations.NullMarked;
