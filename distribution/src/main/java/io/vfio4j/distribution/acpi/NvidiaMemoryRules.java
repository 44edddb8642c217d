package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiProperty;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.Finding;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the two properties that tell of a Grace GPU's memory are to be like, so that the variant
 * nvgrace-gpu serves it.
 */
final class NvidiaMemoryRules {
  static final String BASE = "nvidia,gpu-mem-base-pa";
  static final String SIZE = "nvidia,gpu-mem-size";

  /** Usable memory is made of blocks of 512 MiB. */
  private static final long BLOCK = 0x2000_0000L;

  private NvidiaMemoryRules() {}

  static Stream<Finding> check(AcpiDevice device) {
    return Stream.of(
            missing(device, SIZE, BASE),
            missing(device, BASE, SIZE),
            noNumber(device, BASE),
            noNumber(device, SIZE),
            empty(device),
            misaligned(device))
        .flatMap(Optional::stream);
  }

  private static Optional<Finding> missing(AcpiDevice device, String there, String absent) {
    return device
        .property(there)
        .filter(_ -> device.property(absent).isEmpty())
        .map(
            property -> finding(device, property, "'%s' is not there".formatted(absent), "add it"));
  }

  /** References have a finding of their own. */
  private static Optional<Finding> noNumber(AcpiDevice device, String key) {
    return device
        .property(key)
        .filter(property ->
            !(property.value() instanceof IntegerValue)
                && !(property.value() instanceof ReferenceValue))
        .map(property ->
            finding(device, property, "'%s' is no number".formatted(key), "make it an integer"));
  }

  private static Optional<Finding> empty(AcpiDevice device) {
    return device
        .property(SIZE)
        .filter(_ -> device.integer(SIZE).equals(OptionalLong.of(0)))
        .map(property ->
            finding(
                device,
                property,
                "'%s' is 0".formatted(SIZE),
                "see why the link between processor and GPU is down"));
  }

  private static Optional<Finding> misaligned(AcpiDevice device) {
    long base = device.integer(BASE).orElse(0);
    return device
        .property(BASE)
        .filter(_ -> base % BLOCK != 0)
        .map(property ->
            finding(
                device,
                property,
                "'%s' 0x%x is no multiple of 512 MiB".formatted(BASE, base),
                "put the memory at 0x%x or 0x%x"
                    .formatted(base & -BLOCK, (base & -BLOCK) + BLOCK)));
  }

  private static Finding finding(
      AcpiDevice device, AcpiProperty property, String problem, String cure) {
    return new Finding(property.position(), device.path(), problem, cure);
  }
}
