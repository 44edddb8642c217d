package io.vfio4j.core.host.vfio;

import io.vfio4j.core.linux.KernelGroup;
import io.vfio4j.core.linux.VfioKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A sysfs and a /dev/vfio in a folder. */
final class FakeMachine implements VfioKernel {
  private final Path root;
  final Map<Integer, FakeGroup> groups = new HashMap<>();
  final Map<Integer, RuntimeException> failures = new HashMap<>();

  FakeMachine(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(devices());
    Files.createDirectories(root.resolve("sys/bus/pci/devices"));
  }

  Path devices() {
    return root.resolve("dev/vfio");
  }

  Sysfs sysfs() {
    return new Sysfs(root.resolve("sys"));
  }

  /** A function with a driver, in a group. */
  Path function(String address, String driver, int group) throws IOException {
    Path folder = root.resolve("sys/bus/pci/devices").resolve(address);
    Files.createDirectories(folder);
    if (!driver.isEmpty()) {
      Files.createSymbolicLink(folder.resolve("driver"), Path.of("../../drivers/" + driver));
    }
    Path members = root.resolve("sys/kernel/iommu_groups/" + group + "/devices");
    Files.createDirectories(members);
    Files.createSymbolicLink(members.resolve(address), folder);
    Files.createSymbolicLink(folder.resolve("iommu_group"), members.getParent());
    groups.computeIfAbsent(group, _ -> new FakeGroup()).with(address, new FakeDevice());
    return folder;
  }

  FakeDevice device(String address, int group) {
    return groups.get(group).devices.get(address);
  }

  VfioHost open(String spec) {
    return VfioHosts.open(spec, sysfs(), devices(), this);
  }

  @Override
  public KernelGroup open(int number) {
    RuntimeException failure = failures.get(number);
    if (failure != null) {
      throw failure;
    }
    return groups.get(number);
  }
}
