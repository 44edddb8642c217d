package io.vfio4j.distribution.plugin;

import io.vfio4j.api.pci.PciMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A simulated host with a function for each row of an id table: what a driver must at least bear.
 */
final class FakeHost {
  private static final int ANY_ID = 0x1234;
  private static final int MOST_FUNCTIONS = 32;

  private FakeHost() {}

  /** Whether there can be a function that a row names: {@link PciMatch#none()} names none. */
  static boolean canHave(PciMatch row) {
    return IntStream.of(row.vendor(), row.device(), row.subsystemVendor(), row.subsystemDevice())
            .allMatch(id -> id == PciMatch.ANY || (id & 0xffff) == id)
        && (row.classCode() & row.classMask()) >>> 24 == 0;
  }

  /**
   * Writes its profile into a folder.
   *
   * @param idTable rows that {@linkplain #canHave it can have a function for}
   */
  static Path write(Path folder, List<PciMatch> idTable) throws IOException {
    List<String> functions = new ArrayList<>();
    for (PciMatch row : idTable.stream().distinct().limit(MOST_FUNCTIONS).toList()) {
      functions.add(function(functions.size() + 1, row));
    }
    return Files.writeString(
        folder.resolve("fake.json"),
        "{ \"description\": \"what an id table asks for\", \"functions\": [\n%s ] }\n"
            .formatted(String.join(",\n", functions)));
  }

  private static String function(int bus, PciMatch row) {
    return """
    { "address": "0000:%02x:00.0",
      "ids": { "vendor": "0x%04x", "device": "0x%04x", "subsystemVendor": "0x%04x",
               "subsystemDevice": "0x%04x", "class": "0x%06x" },
      "interruptPin": "A",
      "capabilities": [
        { "type": "power-management", "offset": "0x40" },
        { "type": "msi", "offset": "0x48", "vectors": 4, "maskable": true },
        { "type": "express", "offset": "0x60" },
        { "type": "msi-x", "offset": "0xb0", "vectors": 8,
          "table": { "bar": 4, "offset": 0 }, "pba": { "bar": 4, "offset": "0x800" } } ],
      "bars": [
        { "index": 0, "kind": "memory-32", "size": "64KiB" },
        { "index": 2, "kind": "memory-64", "size": "1MiB", "prefetchable": true, "mappable": true },
        { "index": 4, "kind": "memory-32", "size": "4KiB" } ] }\
    """
        .formatted(
            bus,
            id(row.vendor()),
            id(row.device()),
            id(row.subsystemVendor()),
            id(row.subsystemDevice()),
            row.classCode() & row.classMask());
  }

  private static int id(int id) {
    return id == PciMatch.ANY ? ANY_ID : id;
  }
}
