package io.vfio4j.distribution.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A host with as many plain functions as a test has drivers, one for each. */
record PlainFunctions(Path profile, List<String> drivers) {

  static PlainFunctions write(Path folder, List<String> drivers) throws IOException {
    String functions =
        IntStream.range(0, drivers.size())
            .mapToObj(PlainFunctions::function)
            .collect(Collectors.joining(","));
    Path file = folder.resolve("plain.json");
    Files.writeString(
        file, "{\"description\": \"plain functions\", \"functions\": [" + functions + "]}");
    return new PlainFunctions(file, drivers);
  }

  private static String function(int index) {
    return """
    { "address": "%s",
      "ids": { "vendor": "0x1234", "device": "0x5646", "class": "0xff0000" },
      "capabilities": [ { "type": "express", "offset": "0x60" } ],
      "bars": [ { "index": 0, "kind": "memory-32", "size": "64KiB", "mappable": true } ] }
    """
        .formatted(address(index));
  }

  static String address(int index) {
    return "0000:%02x:00.0".formatted(index + 1);
  }

  /** Options that give each function to its driver. */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("--host", "sim:" + profile));
    for (int i = 0; i < drivers.size(); i++) {
      options.addAll(List.of("--variant", address(i) + "=" + drivers.get(i)));
    }
    return options;
  }

  Path socket(Path folder, String driver) {
    return folder.resolve(address(drivers.indexOf(driver)) + ".sock");
  }
}
