package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.linux.VfioFolder;
import io.vfio4j.core.linux.VfioKernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own functions by what the operator writes. */
public final class VfioHosts {
  /** All functions that VFIO has; with a colon and addresses behind it, those. */
  public static final String NAME = "vfio";

  private VfioHosts() {}

  /**
   * Opens {@code vfio} or {@code vfio:BDF,BDF} on the running machine.
   *
   * @throws VfioHostException if a function is not there or cannot be used
   */
  public static VfioHost open(String spec) {
    return open(spec, Path.of("/sys"), Path.of("/dev/vfio"));
  }

  /**
   * The functions that {@link #open(String)} would open, which does not matter to who has them open
   * already.
   *
   * @throws VfioHostException if a function is not there or VFIO has it not
   */
  public static List<PciAddress> addresses(String spec) {
    return functions(spec, new Sysfs(Path.of("/sys"))).stream()
        .map(SysfsFunction::address)
        .toList();
  }

  private static List<SysfsFunction> functions(String spec, Sysfs sysfs) {
    return spec.equals(NAME) ? all(sysfs) : named(spec.substring(NAME.length() + 1), sysfs);
  }

  private static VfioHost open(String spec, Path sysfs, Path devices) {
    return open(spec, new Sysfs(sysfs), devices, new VfioFolder(devices));
  }

  /**
   * The same of another machine.
   *
   * @param devices a folder with a file for each group
   * @param kernel opens them
   */
  static VfioHost open(String spec, Sysfs sysfs, Path devices, VfioKernel kernel) {
    Groups groups = new Groups(sysfs, devices, kernel);
    List<SysfsFunction> functions = functions(spec, sysfs);
    if (functions.isEmpty()) {
      throw VfioHostException.missing(
          "vfio-pci has no function of this machine: 'driverctl set-override BDF vfio-pci' gives"
              + " it one");
    }
    return spec.equals(NAME)
        ? VfioHost.usable(spec, functions, groups)
        : VfioHost.open(spec, functions, groups);
  }

  private static List<SysfsFunction> all(Sysfs sysfs) {
    return sysfs.functions().stream().filter(SysfsFunction::isVfio).toList();
  }

  private static List<SysfsFunction> named(String addresses, Sysfs sysfs) {
    List<SysfsFunction> functions = new ArrayList<>();
    for (String text : addresses.split(",", -1)) {
      functions.add(checked(sysfs.function(address(text))));
    }
    return functions.stream()
        .distinct()
        .sorted((a, b) -> a.address().compareTo(b.address()))
        .toList();
  }

  private static PciAddress address(String text) {
    try {
      return PciAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw VfioHostException.missing(e.getMessage() + ": write vfio:BDF, or several with commas");
    }
  }

  private static SysfsFunction checked(SysfsFunction function) {
    PciAddress address = function.address();
    if (!function.exists()) {
      throw VfioHostException.missing(
          "there is no PCI function %s on this machine: 'lspci -D' shows those that there are"
              .formatted(address));
    }
    if (!function.isVfio()) {
      throw VfioHostException.unusable(unbound(function));
    }
    return function;
  }

  private static String unbound(SysfsFunction function) {
    PciAddress address = function.address();
    String has = function.driver().map(name -> "driver " + name).orElse("no driver");
    return "%s is not bound to vfio-pci, %s has it: 'driverctl set-override %s vfio-pci', or write"
            .formatted(address, has, address)
        + " vfio-pci to %s/driver_override, unbind it, and write %s to /sys/bus/pci/drivers_probe"
            .formatted(function.folder(), address);
  }
}
