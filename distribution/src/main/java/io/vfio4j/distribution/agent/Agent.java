package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.Host;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.exit.CommandFailed;
import java.util.List;

/** A host with its plugins. Owns both. */
public final class Agent implements AutoCloseable {
  private final Host host;
  private final Plugins plugins;
  private final FunctionBinder binder;
  private final Watchdog watchdog;

  Agent(Host host, Plugins plugins, FunctionBinder binder, Watchdog watchdog) {
    this.host = host;
    this.plugins = plugins;
    this.binder = binder;
    this.watchdog = watchdog;
  }

  /** What the user calls the host. */
  public String hostName() {
    return host.name();
  }

  /** Binds every function, in the order of their addresses. */
  public List<BoundFunction> bindAll() {
    List<BoundFunction> bound = host.functions().stream().map(binder::bind).toList();
    ConfiguredDrivers.checkSettings(binder.binder());
    return bound;
  }

  /**
   * Binds one function.
   *
   * @throws CommandFailed if the host has none at this address
   */
  public BoundFunction bind(PciAddress address) {
    BoundFunction bound = binder.bind(Hosts.function(host, address));
    ConfiguredDrivers.checkSettings(binder.binder());
    return bound;
  }

  @Override
  public void close() {
    watchdog.close();
    host.close();
    plugins.close();
  }
}
