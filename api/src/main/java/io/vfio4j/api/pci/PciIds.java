package io.vfio4j.api.pci;

import io.vfio4j.api.promise.Stable;

/**
 * What a function says it is, from its config space header.
 *
 * @param vendor vendor id, 16 bits, config bytes 0 and 1
 * @param device device id, 16 bits, config bytes 2 and 3
 * @param subsystemVendor subsystem vendor id, 16 bits, config bytes 0x2c and 0x2d
 * @param subsystemDevice subsystem id, 16 bits, config bytes 0x2e and 0x2f
 * @param classCode base class, subclass and programming interface, 24 bits, config bytes 0x0b to
 *     0x09
 * @since 0.1
 */
@Stable(since = "0.1")
public record PciIds(
    int vendor, int device, int subsystemVendor, int subsystemDevice, int classCode) {

  /** Checks that each id is in its range. */
  public PciIds {
    check("vendor", vendor, 0xffff);
    check("device", device, 0xffff);
    check("subsystem vendor", subsystemVendor, 0xffff);
    check("subsystem device", subsystemDevice, 0xffff);
    check("class", classCode, 0xffffff);
  }

  private static void check(String part, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "%s 0x%x is not within 0 and 0x%x".formatted(part, value, max));
    }
  }

  /** Vendor and device as {@code lspci -n} writes them, for instance {@code 10de:2342}. */
  @Override
  public String toString() {
    return "%04x:%04x".formatted(vendor, device);
  }
}
