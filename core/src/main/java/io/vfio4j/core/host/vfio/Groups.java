package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.linux.GroupUnusable;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.VfioKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The IOMMU groups of a host's functions, each opened once.
 *
 * <p>What the kernel says no to is told with the reason and what to do about it.
 */
final class Groups implements AutoCloseable {
  /** These do no DMA, and the kernel lets them be beside VFIO's. */
  private static final Set<String> ALLOWED = Set.of("pci-stub", "pcieport");

  private final Sysfs sysfs;
  private final Path devices;
  private final VfioKernel kernel;
  private final Map<Integer, Group> opened = new TreeMap<>();

  Groups(Sysfs sysfs, Path devices, VfioKernel kernel) {
    this.sysfs = sysfs;
    this.devices = devices;
    this.kernel = kernel;
  }

  /** The group that a function is in. */
  Group of(SysfsFunction function) {
    int number =
        function
            .group()
            .orElseThrow(() ->
                VfioHostException.unusable(
                    function.address()
                        + " is in no IOMMU group: turn the machine's IOMMU on, in its firmware"
                        + " and, with Intel's, by intel_iommu=on on the kernel's command line"));
    Group known = opened.get(number);
    if (known == null) {
      known = open(number, function.address());
      opened.put(number, known);
    }
    return known;
  }

  private Group open(int number, PciAddress address) {
    if (Files.exists(devices.resolve("noiommu-" + number))) {
      throw VfioHostException.unusable(
          "%s has no IOMMU behind it (%s/noiommu-%d): its DMA would reach all of this machine's"
                  .formatted(address, devices, number)
              + " memory, so it is not served");
    }
    try {
      return new Group(number, kernel.open(number));
    } catch (GroupUnusable e) {
      throw VfioHostException.unusable(unusable(number, e.reason()));
    } catch (LinuxException e) {
      throw VfioHostException.unusable(failed(number, address, e));
    }
  }

  private String unusable(int number, GroupUnusable.Reason reason) {
    return switch (reason) {
      case VERSION -> devices + "/vfio has another version of its interface than 0";
      case NO_IOMMU_DRIVER ->
          devices + "/vfio has no IOMMU of type 1, version 2: 'modprobe vfio_iommu_type1'";
      case NOT_VIABLE ->
          "IOMMU group %d cannot be used while other drivers have some of it: bind %s to vfio-pci"
                  .formatted(number, others(number))
              + " too, or to no driver";
    };
  }

  /** What is not PCI is in the group's folder alone. */
  private String others(int number) {
    String others =
        sysfs.group(number).stream()
            .filter(Groups::isInTheWay)
            .map(function -> function.address() + " (" + function.driver().orElse("") + ")")
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "what is in " + sysfs.groupFolder(number) : others;
  }

  private static boolean isInTheWay(SysfsFunction function) {
    return !function.isVfio()
        && function.driver().filter(name -> !ALLOWED.contains(name)).isPresent();
  }

  private String failed(int number, PciAddress address, LinuxException e) {
    String cure =
        switch (e.errnoName()) {
          case "EBUSY" ->
              "a VMM or another vfio4j has it: end that, or name the others, vfio:BDF,BDF";
          case "EACCES" -> "run as root, or give yourself " + devices.resolve("" + number);
          case "EPERM" ->
              "from open: allow the file where devices are restricted (DeviceAllow); from"
                  + " VFIO_SET_IOMMU: this machine cannot remap interrupts, so that a guest could"
                  + " send it any, see the kernel's log";
          case "ENOENT" -> "'modprobe vfio-pci', and look whether the kernel has VFIO's groups";
          default -> "see the kernel's log";
        };
    return "%s: IOMMU group %d cannot be opened: %s; %s"
        .formatted(address, number, e.getMessage(), cure);
  }

  @Override
  public void close() {
    opened.values().forEach(Group::close);
  }
}
