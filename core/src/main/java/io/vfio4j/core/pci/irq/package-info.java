/**
 * Interrupts between a function and a client's eventfds.
 *
 * <p>SET_IRQS comes in from {@code core.pci} and says which kind is on and what is signalled;
 * interrupts come in from {@code core.host} on any thread and go out as eventfd signals.
 */
@NullMarked
package io.vfio4j.core.pci.irq;

import org.jspecify.annotations.NullMarked;
