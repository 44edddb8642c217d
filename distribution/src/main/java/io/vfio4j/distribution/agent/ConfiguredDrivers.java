package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.host.Host;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;

/**
 * Holds what the user named against what is there: a typing error must not be a default silently.
 */
final class ConfiguredDrivers {

  private ConfiguredDrivers() {}

  static void check(AgentConfig config, DriverCatalog catalog) {
    config.settings().drivers().forEach(name -> checkDriver(name, "a setting", catalog));
    config.variants().values().forEach(name -> checkDriver(name, "--variant", catalog));
  }

  private static void checkDriver(String name, String where, DriverCatalog catalog) {
    if (catalog.named(name).isEmpty()) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND,
          "no driver '%s', which %s names: 'vfio4j plugins' shows those that there are, and why a plugin was refused"
              .formatted(name, where));
    }
  }

  static void check(AgentConfig config, Host host) {
    config.variants().keySet().forEach(address -> Hosts.function(host, address));
  }
}
