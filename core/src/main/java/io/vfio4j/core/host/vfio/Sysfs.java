package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The PCI functions that sysfs knows.
 *
 * @param root where sysfs is mounted, {@code /sys}
 */
record Sysfs(Path root) {

  /** All of them, in the order of their addresses. */
  List<SysfsFunction> functions() {
    return names(root.resolve("bus/pci/devices")).stream()
        .map(PciAddress::parse)
        .sorted()
        .map(this::function)
        .toList();
  }

  SysfsFunction function(PciAddress address) {
    return new SysfsFunction(address, root.resolve("bus/pci/devices").resolve(address.toString()));
  }

  /** Those of an IOMMU group that are PCI functions. */
  List<SysfsFunction> group(int number) {
    return names(root.resolve("kernel/iommu_groups/" + number + "/devices")).stream()
        .filter(name -> Files.exists(root.resolve("bus/pci/devices").resolve(name)))
        .map(PciAddress::parse)
        .sorted()
        .map(this::function)
        .toList();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
