package io.vfio4j.distribution.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.vfio4j.api.DeviceClock;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.binding.SystemClock;
import io.vfio4j.core.host.Host;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.plugin.Plugins;

/** What an agent is made of. No class of a plugin's is ever bound here. */
final class AgentModule extends AbstractModule {
  private final AgentConfig config;
  private final Host host;
  private final Plugins plugins;
  private final DriverCatalog catalog;

  AgentModule(AgentConfig config, Host host, Plugins plugins, DriverCatalog catalog) {
    this.config = config;
    this.host = host;
    this.plugins = plugins;
    this.catalog = catalog;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(AgentConfig.class).toInstance(config);
    bind(Host.class).toInstance(host);
    bind(Plugins.class).toInstance(plugins);
    bind(DriverCatalog.class).toInstance(catalog);
    bind(DeviceClock.class).toInstance(new SystemClock());
    bind(VfTokens.class).toInstance(new VfTokens());
    bind(Watchdog.class).toInstance(new Watchdog(config.limits()));
  }

  @Provides
  static Binder binder(
      DriverCatalog catalog, AgentConfig config, DeviceClock clock, Watchdog watchdog) {
    return new Binder(
        catalog,
        config.settings(),
        config.variants(),
        clock,
        System.getLogger("io.vfio4j.plugin"),
        watchdog);
  }

  @Provides
  static FunctionBinder functionBinder(Binder binder, VfTokens tokens, AgentConfig config) {
    return new FunctionBinder(binder, tokens, config.vfToken());
  }

  @Provides
  static Agent agent(Host host, Plugins plugins, FunctionBinder binder, Watchdog watchdog) {
    return new Agent(host, plugins, binder, watchdog);
  }
}
