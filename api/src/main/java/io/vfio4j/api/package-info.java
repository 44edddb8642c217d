/**
 * A variant driver, the device it presents, and the context that the host gives it.
 *
 * <p>A request comes in as a call on {@link io.vfio4j.api.VfioDevice}; what goes out is its result
 * or a {@link io.vfio4j.api.VfioException} with an errno. The values in between are in the packages
 * {@code region}, {@code irq}, {@code pci} and {@code dma}.
 */
@NullMarked
package io.vfio4j.api;

import org.jspecify.annotations.NullMarked;
