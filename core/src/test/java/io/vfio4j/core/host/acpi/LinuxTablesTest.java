package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinuxTablesTest {
  private static final PciAddress GPU = PciAddress.parse("0013:41:00.0");

  @TempDir private Path sysfs;

  @Test
  void readsAHostsTablesInTheOrderInWhichTheKernelLoadedThem() throws IOException {
    put("DSDT", "host-dsdt.aml");
    for (String name : List.of("SSDT10", "SSDT2", "SSDT1", "dynamic/SSDT11", "FACP", "data")) {
      put(name, "lone-ssdt.aml");
    }
    List<String> sources = new LinuxTables(sysfs).read().stream().map(TableImage::source).toList();
    assertEquals(List.of("DSDT", "SSDT1", "SSDT2", "SSDT10", "SSDT11"), sources);
  }

  @Test
  void findsTheNodeOfAFunctionAndItsProperties() throws IOException {
    put("DSDT", "host-dsdt.aml");
    put("SSDT1", "gpu-ssdt.aml");
    Path node = sysfs.resolve("bus/pci/devices/0013:41:00.0/firmware_node/path");
    Files.createDirectories(node.getParent());
    Files.writeString(node, "\\_SB_.PC13.RP00.GPU0\n");
    LinuxTables tables = new LinuxTables(sysfs);
    NamePath path = tables.node(GPU).orElseThrow();
    assertEquals("\\_SB.PC13.RP00.GPU0", path.toString());
    assertEquals(
        OptionalLong.of(0x18_0000_0000L),
        AcpiNamespace.read(tables.read())
            .device(path)
            .orElseThrow()
            .integer("nvidia,gpu-mem-size"));
  }

  @Test
  void aFunctionWithoutANodeHasNone() throws IOException {
    assertEquals(Optional.empty(), new LinuxTables(sysfs).node(GPU));
  }

  @Test
  void aHostWithoutAcpiSaysSo() {
    IOException e = assertThrows(IOException.class, () -> new LinuxTables(sysfs).read());
    assertTrue(e.getMessage().contains("this host has no ACPI"), e.getMessage());
  }

  private void put(String name, String table) throws IOException {
    Path file = sysfs.resolve("firmware/acpi/tables").resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(Tables.TESTS.resolve(table), file);
  }
}
