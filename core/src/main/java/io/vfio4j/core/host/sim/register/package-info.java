/**
 * Registers that do something: reads and writes of four bytes come in from a BAR; interrupts go out
 * to {@code core.host.sim.irq}, DMA to the client's {@link io.vfio4j.api.dma.GuestMemory}.
 */
@NullMarked
package io.vfio4j.core.host.sim.register;

import org.jspecify.annotations.NullMarked;
