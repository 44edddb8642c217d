/**
 * A function's interrupts: raises come in from its registers, calls of the {@link
 * io.vfio4j.core.host.InterruptListener} go out, to {@code core.pci}; what it does not take stays
 * pending here.
 */
@NullMarked
package io.vfio4j.core.host.sim.irq;

import org.jspecify.annotations.NullMarked;
