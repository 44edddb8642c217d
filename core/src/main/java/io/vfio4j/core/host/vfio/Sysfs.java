package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PCI functions that sysfs knows.
 *
 * @param root where sysfs is mounted, {@code /sys}
 */
record Sysfs(Path root) {

  /** All of them, in the order of their addresses. */
  List<SysfsFunction> functions() {
    return addresses(root.resolve("bus/pci/devices")).stream()
        .sorted()
        .map(this::function)
        .toList();
  }

  SysfsFunction function(PciAddress address) {
    return new SysfsFunction(address, root.resolve("bus/pci/devices").resolve(address.toString()));
  }

  /** Those of an IOMMU group that are PCI functions. */
  List<SysfsFunction> group(int number) {
    return addresses(groupFolder(number)).stream()
        .sorted()
        .map(this::function)
        .filter(SysfsFunction::exists)
        .toList();
  }

  /** The folder of all that is in an IOMMU group. */
  Path groupFolder(int number) {
    return root.resolve("kernel/iommu_groups/" + number + "/devices");
  }

  /** Of what is in a folder. Some is not PCI, and Intel's VMD has segments of five digits. */
  private static List<PciAddress> addresses(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .flatMap(entry -> address(String.valueOf(entry.getFileName())).stream())
          .toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw VfioHostException.unusable("%s cannot be read: %s".formatted(folder, e));
    }
  }

  private static Optional<PciAddress> address(String name) {
    try {
      return Optional.of(PciAddress.parse(name));
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }
}
