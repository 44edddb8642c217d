package io.vfio4j.core.host.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.linux.GroupUnusable;
import io.vfio4j.core.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VfioHostsTest {
  private static final int EPERM = 1;
  private static final int EBUSY = 16;
  private static final int EACCES = 13;

  @TempDir Path folder;
  private FakeMachine machine;

  @BeforeEach
  void machine() throws IOException {
    machine = new FakeMachine(folder);
  }

  private List<String> functions(String spec) {
    try (VfioHost host = machine.open(spec)) {
      return host.functions().stream().map(each -> each.address().toString()).toList();
    }
  }

  private VfioHostException refused(String spec, String... parts) {
    VfioHostException refused =
        assertThrows(VfioHostException.class, () -> machine.open(spec).close());
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
    return refused;
  }

  @Test
  void takesAllThatADriverOfVfiosHas() throws IOException {
    machine.function("0000:03:00.0", "nvgrace-gpu-vfio-pci", 9);
    machine.function("0000:02:00.0", "mlx5_vfio_pci", 8);
    machine.function("0000:01:00.1", "e1000e", 7);
    machine.function("0000:01:00.0", "vfio-pci", 6);
    machine.function("0000:00:1f.0", "", 5);
    Files.createDirectory(
        machine.function("0000:04:00.0", "of-another-name", 4).resolve("vfio-dev"));
    assertEquals(
        List.of("0000:01:00.0", "0000:02:00.0", "0000:03:00.0", "0000:04:00.0"), functions("vfio"));
  }

  @Test
  void takesThoseThatAreNamedInTheOrderOfTheirAddresses() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.function("0000:02:00.0", "vfio-pci", 2);
    machine.function("0000:03:00.0", "vfio-pci", 3);
    assertEquals(
        List.of("0000:01:00.0", "0000:03:00.0"), functions("vfio:03:00.0,0000:01:00.0,03:00.0"));
    assertFalse(machine.device("0000:02:00.0", 2).closed, "was not opened");
    assertTrue(machine.device("0000:03:00.0", 3).closed);
    assertTrue(machine.groups.get(1).closed);
  }

  @Test
  void saysWhichFunctionIsNotThere() {
    assertTrue(refused("vfio:0000:05:00.0", "no PCI function 0000:05:00.0").isMissing());
    assertTrue(refused("vfio:edu", "'edu' is not a PCI address").isMissing());
    assertTrue(refused("vfio:", "write vfio:BDF").isMissing());
  }

  @Test
  void leavesAloneWhatHasNoAddressOfOurs() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.function("0000:01:00.1", "snd_hda_intel", 1);
    Path bridge = machine.function("10000:e0:06.0", "pcieport", 1);
    Files.createSymbolicLink(bridge.resolveSibling("10001:e0:06.0"), bridge);
    assertEquals(List.of("0000:01:00.0"), functions("vfio"));
    machine.failures.put(1, new GroupUnusable(GroupUnusable.Reason.NOT_VIABLE));
    refused("vfio:0000:01:00.0", "bind 0000:01:00.1 (snd_hda_intel) to");
  }

  @Test
  void saysThatThereAreNone() throws IOException {
    machine.function("0000:01:00.0", "e1000e", 1);
    assertTrue(refused("vfio", "vfio-pci has no function of this machine").isMissing());
  }

  @Test
  void saysWhoHasAFunctionAndHowToBindIt() throws IOException {
    machine.function("0000:01:00.0", "e1000e", 1);
    assertFalse(
        refused(
                "vfio:0000:01:00.0",
                "driver e1000e has it",
                "driverctl set-override 0000:01:00.0 vfio-pci",
                "/driver_override")
            .isMissing());
    machine.function("0000:02:00.0", "", 2);
    refused("vfio:0000:02:00.0", "no driver has it");
  }

  @Test
  void saysThatTheIommuIsOff() throws IOException {
    Files.delete(machine.function("0000:01:00.0", "vfio-pci", 1).resolve("iommu_group"));
    refused("vfio:0000:01:00.0", "in no IOMMU group", "intel_iommu=on");
  }

  @Test
  void refusesAFunctionWithoutAnIommu() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 0);
    Files.createFile(machine.devices().resolve("noiommu-0"));
    refused("vfio:0000:01:00.0", "no IOMMU behind it", "all of this machine's memory");
  }

  @Test
  void namesTheFunctionsThatKeepAGroupFromBeingUsed() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.function("0000:01:00.1", "snd_hda_intel", 1);
    machine.function("0000:01:00.2", "", 1);
    machine.failures.put(1, new GroupUnusable(GroupUnusable.Reason.NOT_VIABLE));
    VfioHostException refused =
        refused("vfio:0000:01:00.0", "group 1", "bind 0000:01:00.1 (snd_hda_intel) to");
    assertFalse(refused.getMessage().contains("01:00.2"), "a function without a driver is fine");
  }

  @Test
  void namesNoneThatTheKernelAllowsInAGroup() throws IOException {
    machine.function("0000:00:01.0", "pcieport", 1);
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.function("0000:01:00.1", "pci-stub", 1);
    machine.failures.put(1, new GroupUnusable(GroupUnusable.Reason.NOT_VIABLE));
    refused("vfio:0000:01:00.0", "bind what is in ", "kernel/iommu_groups/1/devices to vfio-pci");
    machine.function("0000:01:00.2", "snd_hda_intel", 1);
    refused("vfio:0000:01:00.0", ": bind 0000:01:00.2 (snd_hda_intel) to");
  }

  @Test
  void saysWhatElseIsInTheWay() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.failures.put(1, LinuxException.of("open", EBUSY));
    refused("vfio:0000:01:00.0", "group 1", "EBUSY", "another vfio4j has it");
    machine.failures.put(1, LinuxException.of("open", EACCES));
    refused("vfio:0000:01:00.0", "EACCES", "run as root", "vfio/1");
    machine.failures.put(1, LinuxException.of("VFIO_SET_IOMMU", EPERM));
    assertFalse(refused("vfio:0000:01:00.0", "remap interrupts").getMessage().contains("root"));
    machine.failures.put(1, new GroupUnusable(GroupUnusable.Reason.NO_IOMMU_DRIVER));
    refused("vfio:0000:01:00.0", "modprobe vfio_iommu_type1");
    machine.failures.remove(1);
    machine.groups.get(1).devices.clear();
    refused("vfio:0000:01:00.0", "0000:01:00.0 cannot be opened", "ENODEV");
    assertTrue(machine.groups.get(1).closed, "what was opened before is closed");
  }

  @Test
  void saysWhyAVirtualFunctionMayNotBeOpened() throws IOException {
    Path virtual = machine.function("0000:01:10.0", "vfio-pci", 2);
    Files.createSymbolicLink(virtual.resolve("physfn"), Path.of("../0000:01:00.0"));
    machine.groups.get(2).deviceFailure = EACCES;
    refused("vfio:0000:01:10.0", "EACCES", "VF token");
  }

  @Test
  void leavesOutWhatIsBusyIfNobodyNamedIt() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 1);
    machine.function("0000:02:00.0", "vfio-pci", 2);
    machine.failures.put(1, LinuxException.of("open", EBUSY));
    assertEquals(List.of("0000:02:00.0"), functions("vfio"));
  }

  @Test
  void opensAGroupOnce() throws IOException {
    machine.function("0000:01:00.0", "vfio-pci", 12);
    machine.function("0000:01:00.1", "vfio-pci", 12);
    try (VfioHost host = machine.open("vfio")) {
      machine.failures.put(12, LinuxException.of("open", EBUSY));
      assertEquals(
          List.of(12, 12), host.functions().stream().map(HostFunction::iommuGroup).toList());
    }
  }

  @Test
  void readsWhatAFunctionIsToSriov() throws IOException {
    Path physical = machine.function("0000:01:00.0", "vfio-pci", 1);
    Files.writeString(physical.resolve("sriov_totalvfs"), "7\n");
    Files.writeString(physical.resolve("sriov_numvfs"), "2\n");
    Path virtual = machine.function("0000:01:10.0", "vfio-pci", 2);
    Files.createSymbolicLink(virtual.resolve("physfn"), Path.of("../0000:01:00.0"));
    try (VfioHost host = machine.open("vfio")) {
      assertEquals(
          List.of(
              new Virtualization(Optional.empty(), true, true),
              new Virtualization(Optional.of(PciAddress.parse("0000:01:00.0")), false, false)),
          host.functions().stream().map(HostFunction::virtualization).toList());
    }
  }
}
