package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.Virtualization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What sysfs says of a PCI function.
 *
 * @param address where it is
 * @param folder its folder in sysfs
 */
record SysfsFunction(PciAddress address, Path folder) {

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /**
   * Whether a driver of VFIO's has it. Kernels say so since 6.1 by a folder; before, its name does,
   * as all that are one end alike: vfio-pci, mlx5_vfio_pci, nvgrace-gpu-vfio-pci.
   */
  boolean isVfio() {
    return Files.isDirectory(folder.resolve("vfio-dev"))
        || driver().filter(name -> name.replace('_', '-').endsWith("vfio-pci")).isPresent();
  }

  /** The driver that has it. */
  Optional<String> driver() {
    return link("driver");
  }

  /** Its IOMMU group; empty if no IOMMU is in use. */
  OptionalInt group() {
    return link("iommu_group").stream().mapToInt(Integer::parseInt).findFirst();
  }

  Virtualization virtualization() {
    return new Virtualization(
        link("physfn").map(PciAddress::parse),
        number("sriov_totalvfs") > 0,
        number("sriov_numvfs") > 0);
  }

  private Optional<String> link(String name) {
    try {
      Path target = Files.readSymbolicLink(folder.resolve(name));
      return Optional.of(String.valueOf(target.getFileName()));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private int number(String name) {
    try {
      return Integer.parseInt(Files.readString(folder.resolve(name)).strip());
    } catch (IOException | NumberFormatException none) {
      return 0;
    }
  }
}
