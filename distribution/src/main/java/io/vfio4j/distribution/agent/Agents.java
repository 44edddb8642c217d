package io.vfio4j.distribution.agent;

import com.google.inject.Guice;
import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.host.Host;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.exit.CommandFailed;

/** The composition root: opens what the user configured and has it wired. */
public final class Agents {

  private Agents() {}

  /**
   * Opens a host with its plugins.
   *
   * @throws CommandFailed if something that was configured is not there
   */
  public static Agent open(AgentConfig config) {
    Plugins plugins = PluginFolders.load(config.plugins(), config.limits());
    try {
      PluginWarnings.log(plugins, config.plugins());
      ConfiguredDrivers.check(config, plugins.catalog());
      return open(config, plugins, ConfiguredDrivers.withIds(plugins.catalog(), config));
    } catch (Throwable failure) {
      plugins.close();
      throw failure;
    }
  }

  private static Agent open(AgentConfig config, Plugins plugins, DriverCatalog catalog) {
    Host host = Hosts.open(config.host());
    try {
      ConfiguredDrivers.check(config, host);
      return Guice.createInjector(new AgentModule(config, host, plugins, catalog))
          .getInstance(Agent.class);
    } catch (Throwable failure) {
      host.close();
      throw failure;
    }
  }
}
