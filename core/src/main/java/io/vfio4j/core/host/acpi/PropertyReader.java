package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.AmlObject;
import io.vfio4j.core.host.acpi.aml.AmlObject.Kind;
import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import io.vfio4j.core.host.acpi.aml.TablePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that a {@code _DSD} declares, by the kernel's rules.
 *
 * <pre>
 * Package () { UUID, Package () { Package () { "key", value }, ... },   any number of these,
 *              UUID, Package () { ... } }                               of any UUIDs
 * </pre>
 */
final class PropertyReader {
  /** daffd814-6eba-4d8c-8a91-bc9bbf4aa301: its first three groups are little-endian. */
  private static final String DEVICE_PROPERTIES = "14d8ffdaba6e8c4d8a91bc9bbf4aa301";

  private final AmlObject object;
  private final NamePath device;
  private final Findings findings;
  private final Map<String, AcpiProperty> properties = new LinkedHashMap<>();

  private PropertyReader(AmlObject object, Findings findings) {
    this.object = object;
    this.device = object.path().parent().orElse(NamePath.ROOT);
    this.findings = findings;
  }

  /** Reads a {@code _DSD}. */
  static List<AcpiProperty> read(AmlObject object, Findings findings) {
    PropertyReader reader = new PropertyReader(object, findings);
    reader.readAll();
    return List.copyOf(reader.properties.values());
  }

  private void readAll() {
    if (object.kind() != Kind.NAME) {
      report(object.position(), "its _DSD is dynamic, unsupported", "declare it as a Name");
      return;
    }
    Optional<AmlValue> value = object.value();
    if (value.isEmpty()) {
      return; // the decoder has said why
    }
    if (!(value.get() instanceof PackageValue all) || all.count() % 2 != 0) {
      malformed(value.get(), "its _DSD is no package of pairs");
      return;
    }
    readPairs(all);
  }

  /** Stops at the first pair that is none. */
  private void readPairs(PackageValue all) {
    List<AmlValue> elements = all.elements();
    for (int i = 0; i + 1 < elements.size(); i += 2) {
      if (!isUuid(elements.get(i)) || !(elements.get(i + 1) instanceof PackageValue section)) {
        malformed(elements.get(i), "no pair of UUID and package, and it ends what is read");
        return;
      }
      if (((BufferValue) elements.get(i)).hex().equals(DEVICE_PROPERTIES)) {
        readSection(section);
      }
    }
    if (elements.size() != all.count()) {
      malformed(all, "has fewer elements than the %d it says".formatted(all.count()));
    }
  }

  private static boolean isUuid(AmlValue value) {
    return value instanceof BufferValue buffer && buffer.length() == 16;
  }

  private void readSection(PackageValue section) {
    Optional<AmlValue> malformed = PropertySection.malformed(section);
    if (malformed.isPresent()) {
      malformed(malformed.get(), "no pair of key and value, and it voids all of its section");
      return;
    }
    for (AmlValue element : section.elements()) {
      List<AmlValue> pair = ((PackageValue) element).elements();
      add(((StringValue) pair.getFirst()).text(), pair.getLast());
    }
  }

  private void add(String key, AmlValue value) {
    TablePosition position = at(value);
    AcpiProperty first = properties.putIfAbsent(key, new AcpiProperty(key, value, position));
    if (first != null) {
      report(
          position,
          "'%s' a second time, the first is %s".formatted(printable(key), first.position()),
          "remove one of them; the first counts");
    }
    if (value instanceof ReferenceValue reference) {
      report(
          position,
          "'%s' refers to %s, which is not followed".formatted(printable(key), reference.name()),
          "give it a constant");
    }
  }

  private static String printable(String key) {
    return key.replaceAll("[^ -~]", "?");
  }

  private void malformed(AmlValue value, String problem) {
    report(at(value), problem, "see the ACPI specification's _DSD");
  }

  private TablePosition at(AmlValue value) {
    return new TablePosition(object.position().source(), object.position().table(), value.offset());
  }

  private void report(TablePosition position, String problem, String cure) {
    findings.add(position, device, problem, cure);
  }
}
