package io.vfio4j.testkit.client;

/**
 * What DEVICE_GET_IRQ_INFO answers.
 *
 * @param index IRQ index
 * @param flags 1 eventfd, 2 maskable, 4 automasked, 8 noresize
 * @param count number of vectors
 * @since 0.1
 */
public record ClientIrq(int index, int flags, int count) {}
