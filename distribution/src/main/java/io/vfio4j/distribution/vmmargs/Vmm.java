package io.vfio4j.distribution.vmmargs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A virtual machine monitor that is a vfio-user client. */
public enum Vmm {
  /** QEMU, 10.1 or newer. */
  QEMU {
    @Override
    public List<Argument> arguments(Path socket, String memory) {
      return QemuArguments.attaching(socket, memory);
    }
  },

  /** Cloud Hypervisor. */
  CLOUD_HYPERVISOR {
    @Override
    public List<Argument> arguments(Path socket, String memory) {
      return CloudHypervisorArguments.attaching(socket, memory);
    }
  };

  /** How the user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What attaches the device at a socket. The guest's memory is shared, or the device could not
   * reach it.
   *
   * @param socket absolute path
   * @param memory how much the guest has, for instance {@code 2G}
   */
  public abstract List<Argument> arguments(Path socket, String memory);
}
