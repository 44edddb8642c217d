/** The variant that docs/writing-a-variant-driver.md shows for interrupts and DMA. */
@NullMarked
package io.vfio4j.testkit.guide;

import org.jspecify.annotations.NullMarked;
