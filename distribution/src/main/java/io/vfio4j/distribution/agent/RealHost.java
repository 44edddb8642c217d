package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.Host;
import io.vfio4j.core.host.vfio.VfioHostException;
import io.vfio4j.core.host.vfio.VfioHosts;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.util.List;

/**
 * Opens the machine's own functions. Apart from {@link Hosts}, so that who serves a simulated host
 * does not wait for these classes to be loaded.
 */
final class RealHost {

  private RealHost() {}

  static Host open(String name) {
    try {
      return VfioHosts.open(name);
    } catch (VfioHostException e) {
      throw failed(name, e);
    }
  }

  /** Its functions, which somebody may be serving. */
  static List<PciAddress> addresses(String name) {
    try {
      return VfioHosts.addresses(name);
    } catch (VfioHostException e) {
      throw failed(name, e);
    }
  }

  private static CommandFailed failed(String name, VfioHostException e) {
    ExitCode code = e.isMissing() ? ExitCode.NOT_FOUND : ExitCode.FAILED;
    return new CommandFailed(code, "host %s: %s".formatted(name, e.getMessage()), e);
  }
}
