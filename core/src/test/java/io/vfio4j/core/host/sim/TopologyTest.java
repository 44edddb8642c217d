package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyTest {
  private SimHost host;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    String functions =
        String.join(
            ",",
            function("0000:00:01.0", ""),
            function("0000:01:00.0", ""),
            function("0000:01:00.1", ""),
            function("0000:01:00.2", acs()),
            function("0000:01:01.0", ""),
            function("0001:01:00.0", ""),
            function("0001:02:00.0", ", \"virtualFunctionOf\": \"0001:01:00.0\""),
            function("0002:01:00.0", "0x10de", "0x2342", ""),
            function("0002:01:00.1", ""),
            function("0002:02:00.0", "0x10de", "0x2941", ""));
    Path file = folder.resolve("profile.json");
    Files.writeString(file, "{\"description\": \"a tree\", \"functions\": [" + functions + "]}");
    host = SimHosts.open("sim:" + file);
  }

  @AfterEach
  void close() {
    host.close();
  }

  private static String function(String address, String more) {
    return function(address, "1", "2", more);
  }

  private static String function(String address, String vendor, String device, String more) {
    return """
    { "address": "%s", "ids": { "vendor": "%s", "device": "%s", "class": 0 }%s }
    """
        .formatted(address, vendor, device, more);
  }

  private static String acs() {
    return """
    , "capabilities": [
      { "type": "other-extended", "offset": "0x100", "id": "0x0d", "length": 8 } ]
    """;
  }

  private HostFunction at(String address) {
    return host.functions().stream()
        .filter(each -> each.address().equals(PciAddress.parse(address)))
        .findFirst()
        .orElseThrow();
  }

  private List<String> together(String address) {
    return at(address).resetTogether().stream().map(each -> each.address().toString()).toList();
  }

  @Test
  void resetsABusAsAWhole() {
    List<String> bus = List.of("0000:01:00.0", "0000:01:00.1", "0000:01:00.2", "0000:01:01.0");
    assertEquals(bus, together("0000:01:00.0"));
    assertEquals(bus, together("0000:01:01.0"));
    assertEquals(List.of("0001:01:00.0"), together("0001:01:00.0"));
  }

  @Test
  void resetsNeitherARootBusNorOneOfVirtualFunctionsAlone() {
    assertEquals(List.of(), together("0000:00:01.0"));
    assertEquals(List.of(), together("0001:02:00.0"));
  }

  @Test
  void resetsNoBusWithAFunctionThatLinuxKnowsNotToSurviveIt() {
    assertEquals(List.of(), together("0002:01:00.0"));
    assertEquals(List.of(), together("0002:01:00.1"));
    assertEquals(List.of("0002:02:00.0"), together("0002:02:00.0"));
  }

  @Test
  void groupsTheFunctionsOfADeviceButForThoseWithAccessControl() {
    int group = at("0000:01:00.0").iommuGroup();
    assertEquals(group, at("0000:01:00.1").iommuGroup());
    List<Integer> others =
        List.of(
            at("0000:00:01.0").iommuGroup(),
            at("0000:01:00.2").iommuGroup(),
            at("0000:01:01.0").iommuGroup(),
            at("0001:01:00.0").iommuGroup(),
            at("0001:02:00.0").iommuGroup());
    assertEquals(others.stream().distinct().toList(), others);
    assertFalse(others.contains(group));
  }

  @Test
  void knowsWhoIsWhatToSriov() {
    assertEquals(
        Optional.of(PciAddress.parse("0001:01:00.0")),
        at("0001:02:00.0").virtualization().physicalFunction());
    assertTrue(at("0001:01:00.0").virtualization().capable());
    assertTrue(at("0001:01:00.0").virtualization().active());
    assertFalse(at("0000:01:00.0").virtualization().capable());
  }
}
