package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import java.util.Optional;

/**
 * One section of a {@code _DSD}: packages of a key and a value.
 *
 * <p>The kernel takes a section as a whole or not at all ({@code drivers/acpi/property.c}).
 */
final class PropertySection {

  private PropertySection() {}

  /** The first element that makes the section void. */
  static Optional<AmlValue> malformed(PackageValue section) {
    if (section.count() != section.elements().size()) {
      return Optional.of(section);
    }
    return section.elements().stream().filter(element -> !isProperty(element)).findFirst();
  }

  private static boolean isProperty(AmlValue element) {
    return element instanceof PackageValue pair
        && pair.count() == 2
        && pair.elements().size() == 2
        && pair.elements().getFirst() instanceof StringValue
        && isValue(pair.elements().getLast());
  }

  private static boolean isValue(AmlValue value) {
    return switch (value) {
      case PackageValue list ->
          list.count() == list.elements().size()
              && list.elements().stream().allMatch(PropertySection::isScalar);
      case IntegerValue _, StringValue _, ReferenceValue _ -> true;
      case BufferValue _ -> false;
    };
  }

  private static boolean isScalar(AmlValue value) {
    return switch (value) {
      case IntegerValue _, StringValue _, ReferenceValue _ -> true;
      case PackageValue _, BufferValue _ -> false;
    };
  }
}
