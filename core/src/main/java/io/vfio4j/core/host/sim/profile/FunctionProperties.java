package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.core.host.acpi.AcpiProperty;
import io.vfio4j.core.host.acpi.TableImage;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.NamePath;
import io.vfio4j.core.linux.FileProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ACPI properties of functions: from the profile's tables, as on real hosts, or written in the
 * profile. A table with errors is no wrong profile: firmware has them, and drivers live with it.
 */
final class FunctionProperties {
  private final AcpiNamespace namespace;

  private FunctionProperties(AcpiNamespace namespace) {
    this.namespace = namespace;
  }

  static FunctionProperties read(Fields profile, TableSource source) {
    List<TableImage> images = new ArrayList<>();
    if (profile.has("acpi")) {
      Fields acpi = profile.object("acpi");
      for (Object name : (List<?>) acpi.value("tables")) {
        images.add(open((String) name, source, acpi));
      }
    }
    return new FunctionProperties(AcpiNamespace.read(images));
  }

  private static TableImage open(String name, TableSource source, Fields acpi) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw acpi.problem("tables", "'%s' is not the name of a file beside the profile", name);
    }
    try {
      return source.open(name);
    } catch (NoSuchFileException _) {
      throw acpi.problem("tables", "'%s' is not there; it belongs beside the profile", name);
    } catch (IOException e) {
      throw acpi.problem("tables", "'%s' cannot be read: %s", name, FileProblem.words(e));
    }
  }

  /** The properties of a function, by its keys. */
  Map<String, Long> of(Fields function) {
    if (!function.has("acpiPath")) {
      return function.has("properties") ? namedNumbers(function.value("properties")) : Map.of();
    }
    if (function.has("properties")) {
      throw function.problem("properties", "there is an acpiPath already");
    }
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (AcpiProperty property : node(function).properties()) {
      if (property.value() instanceof IntegerValue number) {
        numbers.put(property.key(), number.value());
      }
    }
    return numbers;
  }

  private AcpiDevice node(Fields function) {
    try {
      return namespace
          .device(NamePath.parse(function.text("acpiPath")))
          .orElseThrow(
              () -> function.problem("acpiPath", "none of the profile's tables has this device"));
    } catch (IllegalArgumentException e) {
      throw function.problem("acpiPath", "%s", e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // What NamedNumbersShape reads.
  private static Map<String, Long> namedNumbers(Object value) {
    return (Map<String, Long>) value;
  }
}
