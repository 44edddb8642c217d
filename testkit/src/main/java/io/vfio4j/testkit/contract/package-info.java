/**
 * The device contract: what every {@link io.vfio4j.api.VfioDevice} keeps, whatever it presents.
 *
 * <p>A device under test comes in; failed rules come out, each with what to look at first. A plugin
 * runs all of it by one class that extends {@link io.vfio4j.testkit.contract.VfioDeviceContract}.
 *
 * <p>A rule's method is named by its strength ({@code required}, {@code optional}, {@code
 * untested}), its number (a letter for the concern: R regions, M mmap, I interrupts, S reset, C
 * config space, F features and ioctls, T traits, D DMA, L lifecycle, K packaging) and what it says.
 * {@code docs/device-contract.md} lists them all.
 */
@NullMarked
package io.vfio4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
