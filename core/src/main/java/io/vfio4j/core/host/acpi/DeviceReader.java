package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.AmlObject;
import io.vfio4j.core.host.acpi.aml.AmlObject.Kind;
import io.vfio4j.core.host.acpi.aml.AmlObjects;
import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Makes devices of the objects below them. */
final class DeviceReader {
  /** PNP0A03 and PNP0A08 as the compressed numbers that EisaId makes (ACPI 6.5, section 19.3.4). */
  private static final Set<Long> HOST_BRIDGE_NUMBERS = Set.of(0x030ad041L, 0x080ad041L);

  private static final Set<String> HOST_BRIDGE_IDS = Set.of("PNP0A03", "PNP0A08");

  private final AmlObjects objects;
  private final Findings findings;

  DeviceReader(AmlObjects objects, Findings findings) {
    this.objects = objects;
    this.findings = findings;
  }

  /** Devices by path; among them those that are only added to. */
  Map<NamePath, AcpiDevice> readAll(boolean complete) {
    Map<NamePath, AcpiDevice> devices = new TreeMap<>();
    for (AmlObject object : objects.all()) {
      if (object.kind() == Kind.DEVICE || isAddedTo(object)) {
        devices.put(object.path(), read(object, complete));
      }
    }
    return devices;
  }

  private boolean isAddedTo(AmlObject object) {
    return !object.declared()
        && (child(object.path(), "_DSD").isPresent() || child(object.path(), "_ADR").isPresent());
  }

  private AcpiDevice read(AmlObject device, boolean complete) {
    NamePath path = device.path();
    Optional<AmlObject> dsd = child(path, "_DSD");
    if (complete && !device.declared() && dsd.isPresent()) {
      findings.add(
          dsd.get().position(),
          path,
          "no table declares this device",
          "give the table that does, or correct the path");
    }
    return new AcpiDevice(
        path,
        device.declared(),
        integer(path, "_ADR"),
        integer(path, "_BBN"),
        integer(path, "_SEG"),
        isHostBridge(value(path, "_HID")) || isHostBridge(value(path, "_CID")),
        dsd.map(object -> PropertyReader.read(object, findings)).orElse(List.of()));
  }

  private Optional<AmlObject> child(NamePath path, String segment) {
    return path.find(segment).flatMap(objects::at).filter(AmlObject::declared);
  }

  private Optional<AmlValue> value(NamePath path, String segment) {
    return child(path, segment).flatMap(AmlObject::value);
  }

  private OptionalLong integer(NamePath path, String segment) {
    return value(path, segment).orElse(null) instanceof IntegerValue number
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }

  private static boolean isHostBridge(Optional<AmlValue> id) {
    return id.isPresent() && isHostBridge(id.get());
  }

  private static boolean isHostBridge(AmlValue id) {
    return switch (id) {
      case IntegerValue number -> HOST_BRIDGE_NUMBERS.contains(number.value());
      case StringValue string -> HOST_BRIDGE_IDS.contains(string.text());
      case PackageValue ids -> ids.elements().stream().anyMatch(DeviceReader::isHostBridge);
      case AmlValue.BufferValue _, AmlValue.ReferenceValue _ -> false;
    };
  }
}
