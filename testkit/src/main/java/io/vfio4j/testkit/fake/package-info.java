/**
 * Hardware that does what a test says.
 *
 * <p>What answers comes in, register by register; a function goes out, which a driver binds as it
 * does any other. It is real in all else, and keeps the device contract itself. The other things
 * that a device needs are beside it: {@link io.vfio4j.testkit.ManualClock} is its time, and {@link
 * io.vfio4j.testkit.client.GuestRam} what it reaches by DMA.
 */
@NullMarked
package io.vfio4j.testkit.fake;

import org.jspecify.annotations.NullMarked;
