package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.acpi.aml.NamePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Namespaces of the tables that are checked in. */
final class AcpiNamespaceTest {
  private static final Path DSDT = Tables.TESTS.resolve("host-dsdt.aml");
  private static final Path SSDT = Tables.TESTS.resolve("gpu-ssdt.aml");

  @Test
  void readsTheMemoryOfTheGpuOfAProfile() throws IOException {
    AcpiNamespace namespace = Tables.read(Tables.PROFILES.resolve("gh200-96g.aml"));
    AcpiDevice gpu = Tables.device(namespace, "\\_SB.PC09.RP00.GPU0");
    assertEquals(List.of(), namespace.findings());
    assertEquals(OptionalLong.of(0x4000_0000_0000L), gpu.integer("nvidia,gpu-mem-base-pa"));
    assertEquals(OptionalLong.of(0x18_0000_0000L), gpu.integer("nvidia,gpu-mem-size"));
    assertEquals(OptionalLong.of(16), gpu.integer("nvidia,gpu-mem-pxm-start"));
    assertEquals(OptionalLong.of(8), gpu.integer("nvidia,gpu-mem-pxm-count"));
    assertEquals(OptionalLong.empty(), gpu.integer("nvidia,egm-size"));
    assertEquals(OptionalLong.of(0), gpu.address());
  }

  @Test
  void readsTheHostBridgeAroundIt() throws IOException {
    AcpiNamespace namespace = Tables.read(Tables.PROFILES.resolve("gh200-96g.aml"));
    AcpiDevice bridge = Tables.device(namespace, "_SB.PC09");
    assertTrue(bridge.hostBridge());
    assertEquals(OptionalLong.of(9), bridge.segment());
    assertEquals(OptionalLong.of(0), bridge.bus());
  }

  @Test
  void joinsTheScopesOfAnSsdtWithTheDevicesOfTheDsdt() throws IOException {
    // The kernel loads the DSDT first, in whatever order the tables are given.
    AcpiNamespace namespace = Tables.read(SSDT, DSDT);
    assertEquals(List.of(), namespace.findings());
    AcpiDevice gpu = Tables.device(namespace, "\\_SB.PC13.RP00.GPU0");
    assertTrue(gpu.declared());
    assertEquals(OptionalLong.of(0x5000_0000_0000L), gpu.integer("nvidia,gpu-mem-base-pa"));
  }

  @Test
  void readsEveryKindOfNumber() throws IOException {
    AcpiNamespace namespace = Tables.read(DSDT, SSDT);
    AcpiDevice gpu = Tables.device(namespace, "\\_SB.PC00.RP04.SW00.DN02.GPU0");
    assertEquals(OptionalLong.of(0), gpu.integer("zero"));
    assertEquals(OptionalLong.of(1), gpu.integer("one"));
    assertEquals(OptionalLong.of(-1), gpu.integer("ones"));
    assertEquals(OptionalLong.of(0x80), gpu.integer("byte"));
    assertEquals(OptionalLong.of(0x8000), gpu.integer("word"));
    assertEquals(OptionalLong.of(0x8000_0000L), gpu.integer("dword"));
    assertEquals(OptionalLong.of(Long.MIN_VALUE), gpu.integer("qword"));
    assertEquals(OptionalLong.empty(), gpu.integer("text"));
    assertEquals(OptionalLong.empty(), gpu.integer("list"));
  }

  @Test
  void keepsTheScopeOfADeviceThatNoTableDeclares() throws IOException {
    AcpiNamespace namespace = Tables.read(Tables.TESTS.resolve("lone-ssdt.aml"));
    AcpiDevice gpu = Tables.device(namespace, "\\_SB.PCI0.S20.S00");
    assertFalse(gpu.declared());
    assertEquals(OptionalLong.of(0x6f00_0000L), gpu.integer("nvidia,gpu-mem-size"));
    assertEquals(List.of(), namespace.findings(), "the DSDT is not among them: nothing is wrong");
  }

  @Test
  void findsAScopeThatTheDsdtShouldHaveDeclared() throws IOException {
    AcpiNamespace namespace = Tables.read(DSDT, Tables.TESTS.resolve("lone-ssdt.aml"));
    assertEquals(List.of("no table declares this device"), Tables.problems(namespace));
  }

  @Test
  void readsWhateverSurroundsDevices() throws IOException {
    AcpiNamespace namespace = Tables.read(DSDT);
    assertEquals(List.of(), namespace.findings());
    assertEquals(
        List.of(
            "\\_SB.PC00",
            "\\_SB.PC00.GFX0",
            "\\_SB.PC00.RP04",
            "\\_SB.PC00.RP04.SW00",
            "\\_SB.PC00.RP04.SW00.DN02",
            "\\_SB.PC00.RP04.SW00.DN02.GPU0",
            "\\_SB.PC00.RP04.SW00.DN02.GPU1",
            "\\_SB.PC13",
            "\\_SB.PC13.RP00",
            "\\_SB.PC13.RP00.GPU0"),
        namespace.devices().stream().map(AcpiDevice::path).map(NamePath::toString).toList());
  }
}
