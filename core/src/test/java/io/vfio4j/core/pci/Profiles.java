package io.vfio4j.core.pci;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Simulated hosts of a test's own. */
final class Profiles {
  private Profiles() {}

  /** A function with a page of memory in BAR 0, and all the ways to be reset. */
  static final String RESETTABLE =
      """
      {
        "description": "one function that can be reset",
        "functions": [
          {
            "address": "0000:01:00.0",
            "ids": { "vendor": "0x1234", "device": 1, "class": "0xff0000" },
            "capabilities": [
              { "type": "power-management", "offset": "0x40" },
              { "type": "express", "offset": "0x60" }
            ],
            "bars": [
              { "index": 0, "kind": "memory-64", "size": "8KiB", "mappable": true },
              { "index": 2, "kind": "io", "size": 32 }
            ]
          }
        ]
      }
      """;

  /** A physical function, a virtual one of it, and one that is neither. */
  static final String VIRTUAL =
      """
      {
        "description": "SR-IOV",
        "functions": [%s]
      }
      """
          .formatted(
              String.join(
                  ",",
                  function("0000:01:00.0", ""),
                  function("0000:01:00.1", ", \"virtualFunctionOf\": \"0000:01:00.0\""),
                  function("0000:02:00.0", "")));

  private static String function(String address, String more) {
    return """
    {
      "address": "%s",
      "ids": { "vendor": "0x1234", "device": 1, "class": "0xff0000" },
      "interruptPin": "A",
      "capabilities": [ { "type": "power-management", "offset": "0x40" } ],
      "bars": [ { "index": 0, "kind": "memory-64", "size": "4KiB" } ]
      %s
    }
    """
        .formatted(address, more);
  }

  static SimHost host(Path folder, String profile) {
    Path file = folder.resolve("profile.json");
    try {
      Files.writeString(file, profile);
    } catch (IOException e) {
      throw new UncheckedIOException("no profile", e);
    }
    return SimHosts.open("sim:" + file);
  }

  static HostFunction function(SimHost host, String address) {
    return host.functions().stream()
        .filter(each -> each.address().equals(PciAddress.parse(address)))
        .findFirst()
        .orElseThrow();
  }
}
