package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Settings;
import java.util.Map;

/**
 * What the user configured.
 *
 * @param host for instance {@code sim:gh200-96g}
 * @param plugins which plugins
 * @param settings of drivers
 * @param variants functions that are given to a driver by its name
 */
public record AgentConfig(
    String host, PluginChoice plugins, Settings settings, Map<PciAddress, String> variants) {}
