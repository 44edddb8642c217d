/** The VMM's memory as the device sees it: addressed by IOVA, present where the VMM mapped it. */
@NullMarked
package io.vfio4j.api.dma;

import org.jspecify.annotations.NullMarked;
