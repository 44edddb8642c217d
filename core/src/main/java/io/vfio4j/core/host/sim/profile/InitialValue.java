package io.vfio4j.core.host.sim.profile;

/**
 * What a register holds after a reset.
 *
 * @param offset in its BAR, in bytes
 * @param width 1, 2, 4 or 8 bytes
 * @param value the value
 */
public record InitialValue(long offset, int width, long value) {}
