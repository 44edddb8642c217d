package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.Host;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHosts;
import io.vfio4j.core.host.sim.profile.ProfileException;
import io.vfio4j.core.host.sim.profile.UnknownProfileException;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;

/** Opens the host that the user named, and finds functions that the user named. */
public final class Hosts {
  private static final String REAL = "vfio";

  private Hosts() {}

  static Host open(String name) {
    return isReal(name) ? RealHost.open(name) : simulated(name);
  }

  private static boolean isReal(String name) {
    return name.equals(REAL) || name.startsWith(REAL + ":");
  }

  private static Host simulated(String name) {
    try {
      return SimHosts.open(name);
    } catch (UnknownProfileException e) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND, "no host %s: %s%s".formatted(name, e.getMessage(), orReal(name)), e);
    } catch (ProfileException e) {
      throw new CommandFailed(
          ExitCode.FAILED, "host %s cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String orReal(String name) {
    return name.startsWith("sim:") ? "" : ", nor vfio or vfio:BDF,BDF";
  }

  static HostFunction function(Host host, PciAddress address) {
    return host.functions().stream()
        .filter(function -> function.address().equals(address))
        .findFirst()
        .orElseThrow(() -> missing(host.name(), address));
  }

  private static CommandFailed missing(String host, PciAddress address) {
    return new CommandFailed(
        ExitCode.NOT_FOUND,
        "%s has no function %s: 'vfio4j list --host %s' shows those that it has; another host is"
                .formatted(host, address, host)
            + " named with --host");
  }

  /**
   * Looks whether there is such a host.
   *
   * @throws CommandFailed if not
   */
  public static void check(String hostName) {
    open(hostName).close();
  }

  /**
   * Looks whether a host has a function.
   *
   * @throws CommandFailed if not
   */
  public static void checkFunction(String hostName, PciAddress address) {
    if (isReal(hostName)) {
      if (!RealHost.addresses(hostName).contains(address)) {
        throw missing(hostName, address);
      }
      return;
    }
    try (Host host = open(hostName)) {
      function(host, address);
    }
  }
}
