package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiProperty;
import io.vfio4j.distribution.output.Table;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A device as lines of text: its path and address, then a line for each property. */
final class DeviceText {

  private DeviceText() {}

  static Stream<String> of(AcpiDevice device) {
    Table table = new Table();
    for (AcpiProperty property : device.properties()) {
      table.row("  " + ValueText.printable(property.key()), ValueText.of(property.value()));
    }
    return Stream.concat(Stream.of(device.path() + address(device)), table.lines().stream());
  }

  private static String address(AcpiDevice device) {
    OptionalLong address = device.address();
    if (address.isPresent()) {
      return "  _ADR 0x%x".formatted(address.getAsLong());
    }
    return device.declared() ? "" : "  (declared in another table)";
  }
}
