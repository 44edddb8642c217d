/**
 * Interrupts of a device: what VFIO_DEVICE_GET_IRQ_INFO tells and what VFIO_DEVICE_SET_IRQS sets.
 */
@NullMarked
package io.vfio4j.api.irq;

import org.jspecify.annotations.NullMarked;
