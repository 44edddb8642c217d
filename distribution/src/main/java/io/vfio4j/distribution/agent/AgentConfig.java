package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.limit.TimeLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the user configured.
 *
 * @param host for instance {@code sim:gh200-96g}
 * @param plugins which plugins
 * @param settings of drivers
 * @param variants functions that are given to a driver by its name
 * @param ids ids that drivers take beside those of their tables
 * @param vfToken what clients give when they open a physical or virtual function
 * @param limits how long a plugin may take
 */
public record AgentConfig(
    String host,
    PluginChoice plugins,
    Settings settings,
    Map<PciAddress, String> variants,
    List<DriverId> ids,
    Optional<UUID> vfToken,
    TimeLimits limits) {

  /** The same with a VF token. */
  public AgentConfig withVfToken(Optional<UUID> token) {
    return new AgentConfig(host, plugins, settings, variants, ids, token, limits);
  }
}
