package io.vfio4j.core.host.vfio;

import io.vfio4j.core.host.Host;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine that this runs on, as far as its functions are VFIO's, which are open from the start.
 */
public final class VfioHost implements Host {
  private static final System.Logger LOG = System.getLogger("io.vfio4j.vfio");

  private final String name;
  private final Groups groups;
  private final EventFdWatcher watcher = new EventFdWatcher("vfio4j-interrupts");
  private final List<VfioFunction> functions = new ArrayList<>();

  private VfioHost(String name, Groups groups) {
    this.name = name;
    this.groups = groups;
  }

  /**
   * Opens functions with their groups.
   *
   * @throws VfioHostException if one of them cannot be used
   */
  static VfioHost open(String name, List<SysfsFunction> functions, Groups groups) {
    VfioHost host = new VfioHost(name, groups);
    try {
      functions.forEach(host::add);
      return host;
    } catch (RuntimeException | Error e) {
      host.close();
      throw e;
    }
  }

  /** The same of those that can be; of the others a line says why not. */
  static VfioHost usable(String name, List<SysfsFunction> functions, Groups groups) {
    VfioHost host = new VfioHost(name, groups);
    try {
      functions.forEach(host::tryToAdd);
      return host;
    } catch (RuntimeException | Error e) {
      host.close();
      throw e;
    }
  }

  private void tryToAdd(SysfsFunction function) {
    try {
      add(function);
    } catch (VfioHostException e) {
      LOG.log(System.Logger.Level.WARNING, "left out: " + e.getMessage());
    }
  }

  private void add(SysfsFunction function) {
    Group group = groups.of(function);
    try {
      functions.add(opened(function, group, group.device(function.address())));
    } catch (LinuxException e) {
      throw VfioHostException.unusable(
          "%s cannot be opened: %s; %s"
              .formatted(function.address(), e.getMessage(), cure(function, e)));
    }
  }

  /** The kernel wants a VF token where vfio-pci has the physical function too. */
  private static String cure(SysfsFunction function, LinuxException e) {
    return e.errnoName().equals("EACCES") && function.virtualization().any()
        ? "functions of SR-IOV that want a VF token are not supported: give their physical function"
            + " to its own driver"
        : "see the kernel's log";
  }

  private VfioFunction opened(SysfsFunction function, Group group, KernelDevice device) {
    try {
      return new VfioFunction(function, group, device, watcher);
    } catch (RuntimeException | Error e) {
      device.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<HostFunction> functions() {
    return List.copyOf(functions);
  }

  @Override
  public void close() {
    watcher.close();
    functions.forEach(VfioFunction::close);
    groups.close();
  }
}
