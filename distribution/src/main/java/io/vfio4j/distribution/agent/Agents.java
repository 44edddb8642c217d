package io.vfio4j.distribution.agent;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.vfio4j.core.binding.DriverCatalog;
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
    HostOpening host = HostOpening.begin(config.host());
    try {
      return open(config, host);
    } catch (Throwable failure) {
      host.close();
      throw failure;
    }
  }

  private static Agent open(AgentConfig config, HostOpening host) {
    Plugins plugins = PluginFolders.load(config.plugins(), config.limits().operation());
    try {
      PluginWarnings.log(plugins, config.plugins());
      ConfiguredDrivers.check(config, plugins.catalog());
      DriverCatalog catalog = ConfiguredDrivers.withIds(plugins.catalog(), config);
      Injector injector =
          Guice.createInjector(new AgentModule(config, host::host, plugins, catalog));
      ConfiguredDrivers.check(config, host.host());
      return injector.getInstance(Agent.class);
    } catch (Throwable failure) {
      plugins.close();
      throw failure;
    }
  }
}
