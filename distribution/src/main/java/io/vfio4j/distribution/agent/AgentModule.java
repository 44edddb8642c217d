package io.vfio4j.distribution.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
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
  private final Provider<Host> host;
  private final Plugins plugins;
  private final DriverCatalog catalog;

  AgentModule(AgentConfig config, Provider<Host> host, Plugins plugins, DriverCatalog catalog) {
    this.config = config;
    this.host = host;
    this.plugins = plugins;
    this.catalog = catalog;
  }

  /**
   * Without {@code @Provides}: an annotation that is read takes a class of its own, which a start
   * waits for ({@code docs/performance.md}).
   */
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(AgentConfig.class).toInstance(config);
    bind(Host.class).toProvider(host);
    bind(Plugins.class).toInstance(plugins);
    bind(DriverCatalog.class).toInstance(catalog);
    bind(DeviceClock.class).toInstance(new SystemClock());
    bind(VfTokens.class).toInstance(new VfTokens());
    bind(Watchdog.class).toInstance(new Watchdog(config.limits()));
    bind(Binder.class).toProvider(binder(getProvider(DeviceClock.class), watchdog()));
    bind(FunctionBinder.class)
        .toProvider(functionBinder(getProvider(Binder.class), getProvider(VfTokens.class)));
    bind(Agent.class).toProvider(agent(getProvider(FunctionBinder.class), watchdog()));
  }

  private Provider<Watchdog> watchdog() {
    return getProvider(Watchdog.class);
  }

  private Provider<Binder> binder(Provider<DeviceClock> clock, Provider<Watchdog> watchdog) {
    return () ->
        new Binder(
            catalog,
            config.settings(),
            config.variants(),
            clock.get(),
            System.getLogger("io.vfio4j.plugin"),
            watchdog.get());
  }

  private Provider<FunctionBinder> functionBinder(
      Provider<Binder> binder, Provider<VfTokens> tokens) {
    return () -> new FunctionBinder(binder.get(), tokens.get(), config.vfToken());
  }

  private Provider<Agent> agent(Provider<FunctionBinder> binder, Provider<Watchdog> watchdog) {
    return () -> new Agent(host.get(), plugins, binder.get(), watchdog.get());
  }
}
