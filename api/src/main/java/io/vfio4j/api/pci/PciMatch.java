package io.vfio4j.api.pci;

import io.vfio4j.api.promise.Stable;

/**
 * A row of a driver's id table: {@code struct pci_device_id} of linux/mod_devicetable.h. {@link
 * #ANY} matches every value.
 *
 * @param vendor vendor id or {@link #ANY}
 * @param device device id or {@link #ANY}
 * @param subsystemVendor subsystem vendor id or {@link #ANY}
 * @param subsystemDevice subsystem id or {@link #ANY}
 * @param classCode base class, subclass and interface; only the bits in {@code classMask} count
 * @param classMask which bits of the class must be equal; 0 matches every class
 * @since 0.1
 */
@Stable(since = "0.1")
public record PciMatch(
    int vendor,
    int device,
    int subsystemVendor,
    int subsystemDevice,
    int classCode,
    int classMask) {
  /** The kernel's PCI_ANY_ID. */
  public static final int ANY = -1;

  /** No id, since ids have 16 bits. */
  private static final int NONE = -2;

  /**
   * One vendor's one device, whatever its subsystem and class: the kernel's {@code PCI_DEVICE}.
   *
   * @param vendor vendor id
   * @param device device id
   */
  public static PciMatch device(int vendor, int device) {
    return new PciMatch(vendor, device, ANY, ANY, 0, 0);
  }

  /** Every function: the row of a driver that takes what no other wants. */
  public static PciMatch any() {
    return device(ANY, ANY);
  }

  /**
   * No function: the row of a driver that is bound only where it is named, by the operator ({@code
   * --variant BDF=NAME}) or by a variant that wraps it. The kernel's {@code override_only}.
   */
  public static PciMatch none() {
    return device(NONE, ANY);
  }

  /**
   * Whether a function with these ids is meant.
   *
   * @param ids the function's
   */
  public boolean matches(PciIds ids) {
    return equal(vendor, ids.vendor())
        && equal(device, ids.device())
        && equal(subsystemVendor, ids.subsystemVendor())
        && equal(subsystemDevice, ids.subsystemDevice())
        && ((ids.classCode() ^ classCode) & classMask) == 0;
  }

  private static boolean equal(int row, int id) {
    return row == ANY || row == id;
  }

  /**
   * How much this row asks for, to compare rows that match one function: one point for each id, one
   * for a class, 0 for a row that matches everything. It is the number of fields without a wildcard
   * in the row's module alias.
   */
  public int specificity() {
    int points = classMask == 0 ? 0 : 1;
    for (int id : new int[] {vendor, device, subsystemVendor, subsystemDevice}) {
      points += id == ANY ? 0 : 1;
    }
    return points;
  }

  /**
   * Vendor and device, a star for a wildcard, for instance {@code 10de:2342} or {@code *:*}; a dash
   * for {@link #none()}.
   */
  @Override
  public String toString() {
    return vendor == NONE ? "-" : id(vendor) + ":" + id(device);
  }

  private static String id(int id) {
    return id == ANY ? "*" : "%04x".formatted(id);
  }
}
