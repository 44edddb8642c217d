/**
 * QEMU's edu, the device that teaches how to write a driver, as a variant: all that is in its BAR
 * is emulated here.
 *
 * <p>An access comes in at {@link io.vfio4j.example.edu.EduDevice}, goes to the {@link
 * io.vfio4j.example.edu.Card}'s registers, and from there on to what does something: {@link
 * io.vfio4j.example.edu.Factorial}, {@link io.vfio4j.example.edu.DmaEngine}, {@link
 * io.vfio4j.example.edu.InterruptStatus}. Config space, the size of the BAR, and how interrupts
 * reach the VMM are vfio-pci-core's.
 */
package io.vfio4j.example.edu;
