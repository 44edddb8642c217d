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

  /** Of the vendor alone. */
  public static final int VENDOR_SPECIFIC = 0x09;

  /** PCI Express. */
  public static final int EXPRESS = 0x10;

  /** Message signalled interrupts with a table in a BAR. */
  public static final int MSI_X = 0x11;

  /** The extended one of the vendor alone. */
  public static final int EXTENDED_VENDOR_SPECIFIC = 0x0b;

  /** The extended one of some vendor, not necessarily the function's. */
  public static final int DESIGNATED_VENDOR_SPECIFIC = 0x23;

  /** Whether it is a vendor's own: no host's PCI layer knows what is in it. */
  public boolean vendorSpecific() {
    return extended
        ? id == EXTENDED_VENDOR_SPECIFIC || id == DESIGNATED_VENDOR_SPECIFIC
        : id == VENDOR_SPECIFIC;
  }

  /** The first byte behind it. */
  public int end() {
    return offset + image.length();
  }
}
