package io.vfio4j.core.host.sim.profile;

/**
 * An expansion ROM.
 *
 * @param size in bytes, a power of two
 * @param address where the host put it
 * @param image what is in it
 */
public record RomProfile(long size, long address, RegisterImage image) {}
