package io.vfio4j.core.plugin;

import io.vfio4j.core.binding.CatalogDriver;
import java.util.List;
import java.util.Optional;

/**
 * What became of one plugin.
 *
 * @param jar its file name in the folder of plugins, or its path as it was named
 * @param manifest what its manifest says; empty if that could not be read
 * @param drivers what it brought; none if it was refused
 * @param warnings what is wrong with it but does no harm, each in one line
 * @param refusal why it was refused, in one line; empty if it was loaded
 */
public record PluginReport(
    String jar,
    Optional<PluginManifest> manifest,
    List<CatalogDriver> drivers,
    List<String> warnings,
    Optional<String> refusal) {

  /** Keeps copies. */
  public PluginReport {
    drivers = List.copyOf(drivers);
    warnings = List.copyOf(warnings);
  }

  /** Whether its drivers can be bound. */
  public boolean loaded() {
    return refusal.isEmpty();
  }

  static PluginReport loaded(String jar, PluginJar contents, List<CatalogDriver> drivers) {
    return new PluginReport(
        jar, Optional.of(contents.manifest()), drivers, contents.warnings(), Optional.empty());
  }

  static PluginReport refused(String jar, Optional<PluginJar> contents, String reason) {
    return new PluginReport(
        jar,
        contents.map(PluginJar::manifest),
        List.of(),
        contents.map(PluginJar::warnings).orElse(List.of()),
        Optional.of(reason));
  }
}
