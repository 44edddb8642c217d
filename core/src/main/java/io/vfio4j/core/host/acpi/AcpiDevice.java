package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device's node.
 *
 * @param path its place in the namespace
 * @param declared whether a table declares it; if not, a table that adds to it is all there is
 * @param address {@code _ADR}: below a PCI bridge the device's number in the upper and the
 *     function's in the lower 16 bits; empty if there is none or it is not constant
 * @param bus {@code _BBN}, the bus below a host bridge; likewise
 * @param segment {@code _SEG}, the segment of a host bridge; likewise
 * @param hostBridge whether its ids are those of a PCI host bridge
 * @param properties in the order of the table, each key once
 */
public record AcpiDevice(
    NamePath path,
    boolean declared,
    OptionalLong address,
    OptionalLong bus,
    OptionalLong segment,
    boolean hostBridge,
    List<AcpiProperty> properties) {

  /** Keeps a copy. */
  public AcpiDevice {
    properties = List.copyOf(properties);
  }

  /** A property. */
  public Optional<AcpiProperty> property(String key) {
    return properties.stream().filter(property -> property.key().equals(key)).findFirst();
  }

  /** A property's value; empty if there is none of this name or it is no number. */
  public OptionalLong integer(String key) {
    Optional<AcpiProperty> property = property(key);
    return property.isPresent() && property.get().value() instanceof IntegerValue number
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }
}
