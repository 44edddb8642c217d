package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.host.Host;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;

/**
 * Holds what the user named against what is there: a typing error must not be a default silently.
 */
final class ConfiguredDrivers {

  private static final System.Logger LOG = System.getLogger("io.vfio4j.plugin");

  private ConfiguredDrivers() {}

  static void check(AgentConfig config, DriverCatalog catalog) {
    for (String name : config.settings().names()) {
      if (!catalog.takesSettings(name)) {
        throw missing("no driver or plugin", name, "a setting");
      }
    }
    for (String name : config.variants().values()) {
      if (catalog.named(name).isEmpty()) {
        throw missing("no driver", name, "--variant");
      }
    }
  }

  /** After functions were bound: only drivers know what there is to set. */
  static void checkSettings(Binder binder) {
    for (String setting : binder.settingsNotAskedFor()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "setting {0} has no effect: no driver asked for it; correct or remove it",
          setting);
    }
  }

  /** The catalog with the ids that the user adds. */
  static DriverCatalog withIds(DriverCatalog catalog, AgentConfig config) {
    DriverCatalog all = catalog;
    for (DriverId id : config.ids()) {
      if (all.named(id.driver()).isEmpty()) {
        throw missing("no driver", id.driver(), "--id");
      }
      try {
        all = all.withId(id.driver(), id.row());
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(
            ExitCode.USAGE, "--id %s=%s: %s".formatted(id.driver(), id.row(), e.getMessage()), e);
      }
    }
    return all;
  }

  private static CommandFailed missing(String what, String name, String where) {
    return new CommandFailed(
        ExitCode.NOT_FOUND,
        "%s '%s', which %s names: 'vfio4j plugins' shows those that there are, and why a plugin was refused"
            .formatted(what, name, where));
  }

  static void check(AgentConfig config, Host host) {
    config.variants().keySet().forEach(address -> Hosts.function(host, address));
  }
}
