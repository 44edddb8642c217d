package io.vfio4j.distribution.agent;

import io.vfio4j.core.host.Host;
import io.vfio4j.core.host.vfio.VfioHostException;
import io.vfio4j.core.host.vfio.VfioHosts;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;

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
      ExitCode code = e.isMissing() ? ExitCode.NOT_FOUND : ExitCode.FAILED;
      throw new CommandFailed(code, "host %s: %s".formatted(name, e.getMessage()), e);
    }
  }
}
