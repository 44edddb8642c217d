package io.vfio4j.core.host.acpi;

import io.vfio4j.api.pci.PciAddress;
import java.util.OptionalInt;

/**
 * Which bus is below a PCI bridge: tables do not say it, the bridge's config space does, at 0x19.
 */
@FunctionalInterface
public interface SecondaryBuses {

  /** The bus below the function of an address; empty if that is no bridge. */
  OptionalInt below(PciAddress bridge);
}
