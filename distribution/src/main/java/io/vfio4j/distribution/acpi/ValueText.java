package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import java.util.stream.Collectors;

/** A value on one line, safe for a terminal whatever is in it. */
final class ValueText {

  private ValueText() {}

  static String of(AmlValue value) {
    return switch (value) {
      case IntegerValue number ->
          "0x%x (%s)".formatted(number.value(), Long.toUnsignedString(number.value()));
      case StringValue string -> '"' + printable(string.text()) + '"';
      case BufferValue buffer -> "buffer " + buffer.hex();
      case ReferenceValue reference -> "reference to " + reference.name();
      case PackageValue list ->
          list.elements().stream().map(ValueText::of).collect(Collectors.joining(", ", "{", "}"));
    };
  }

  static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
