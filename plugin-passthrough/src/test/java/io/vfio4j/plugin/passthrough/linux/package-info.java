/**
 * What Linux' own vfio-pci answered, on record, against what vfio-pci-core here answers on
 * functions that equal those which were asked.
 */
@NullMarked
package io.vfio4j.plugin.passthrough.linux;

import org.jspecify.annotations.NullMarked;
