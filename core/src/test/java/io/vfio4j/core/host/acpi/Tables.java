package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables that are checked in, and what tests do with tables. */
final class Tables {
  static final Path PROFILES = Path.of("src/main/acpi");
  static final Path TESTS = Path.of("src/test/acpi");

  private static final int LENGTH = 4;
  private static final int CHECKSUM = 9;

  private Tables() {}

  /** All compiled tables. */
  static List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(PROFILES, TESTS)) {
      try (Stream<Path> each = Files.list(folder)) {
        each.filter(file -> file.toString().endsWith(".aml")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  static AcpiNamespace read(Path... files) throws IOException {
    List<TableImage> images = new ArrayList<>();
    for (Path file : files) {
      images.add(TableImage.read(file));
    }
    return AcpiNamespace.read(images);
  }

  static AcpiNamespace read(byte[] table) {
    return AcpiNamespace.read(List.of(TableImage.of("test.aml", table)));
  }

  static AcpiDevice device(AcpiNamespace namespace, String path) {
    return namespace.device(NamePath.parse(path)).orElseThrow();
  }

  static List<String> problems(AcpiNamespace namespace) {
    return namespace.findings().stream().map(Finding::problem).toList();
  }

  /** Makes length and checksum right, so that the decoder sees what follows. */
  static byte[] seal(byte[] table) {
    for (int i = 0; i < 4; i++) {
      table[LENGTH + i] = (byte) (table.length >> (8 * i));
    }
    table[CHECKSUM] = 0;
    byte sum = 0;
    for (byte each : table) {
      sum += each;
    }
    table[CHECKSUM] = (byte) -sum;
    return table;
  }
}
