package io.vfio4j.core.host.sim.profile;

/**
 * A capability of a function.
 *
 * @param id capability id
 * @param extended whether it belongs to the chain at 0x100
 * @param offset in config space, in bytes
 * @param image its registers; the pointer to the next one is still empty
 */
public record CapabilityProfile(int id, boolean extended, int offset, RegisterImage image) {
  /** Power management. */
  public static final int POWER_MANAGEMENT = 0x01;

  /** Message signalled interrupts. */
  public static final int MSI = 0x05;

  /** PCI Express. */
  public static final int EXPRESS = 0x10;

  /** Message signalled interrupts with a table in a BAR. */
  public static final int MSI_X = 0x11;

  /** The first byte behind it. */
  public int end() {
    return offset + image.length();
  }
}
