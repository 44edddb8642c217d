package io.vfio4j.distribution.vmmargs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A virtual machine monitor that is a vfio-user client. */
public enum Vmm {
  /** QEMU, 10.1 or newer. */
  QEMU {
    @Override
    public List<Argument> arguments(List<Path> sockets, String memory) {
      return QemuArguments.attaching(sockets, memory);
    }
  },

  /** Cloud Hypervisor. */
  CLOUD_HYPERVISOR {
    @Override
    public List<Argument> arguments(List<Path> sockets, String memory) {
      return CloudHypervisorArguments.attaching(sockets, memory);
    }
  };

  /** How the user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What attaches the device at each socket. The guest's memory is shared, or the devices could not
   * reach it.
   *
   * @param sockets absolute paths
   * @param memory how much the guest has, for instance {@code 2G}
   */
  public abstract List<Argument> arguments(List<Path> sockets, String memory);
}
