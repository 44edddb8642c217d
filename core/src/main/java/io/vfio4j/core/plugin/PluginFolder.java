package io.vfio4j.core.plugin;

import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.Failure;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.limit.TimeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Loads plugins one by one: those that were named, then the jars of a folder in the order of their
 * names. A broken one stops no other. Of two with one id the first is taken, so one that was named
 * stands in for the folder's.
 */
public final class PluginFolder {
  private final Path folder;
  private final JarPluginManager manager;
  private final Duration limit;
  private final int named;
  private final List<PluginReport> reports = new ArrayList<>();

  private PluginFolder(Path folder, Duration limit, int named) {
    this.folder = folder;
    this.limit = limit;
    this.named = named;
    this.manager = new JarPluginManager(folder);
  }

  /**
   * Loads a folder, with the default time limit.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Plugins load(Path folder) throws IOException {
    return load(folder, TimeLimits.DEFAULT.operation());
  }

  /**
   * Loads a folder.
   *
   * @param limit how long a plugin may take to make its drivers; zero is for ever
   * @throws IOException if the folder cannot be read
   */
  public static Plugins load(Path folder, Duration limit) throws IOException {
    return load(List.of(), folder, limit);
  }

  /**
   * Loads plugins that were named, and a folder, with the default time limit.
   *
   * @param named jars, or folders that hold what a jar does, such as {@code target/classes}
   * @throws IOException if the folder cannot be read
   */
  public static Plugins load(List<Path> named, Path folder) throws IOException {
    return load(named, folder, TimeLimits.DEFAULT.operation());
  }

  /**
   * Loads plugins that were named, and a folder.
   *
   * @param named jars, or folders that hold what a jar does, such as {@code target/classes}
   * @param limit how long a plugin may take to make its drivers; zero is for ever
   * @throws IOException if the folder cannot be read
   */
  public static Plugins load(List<Path> named, Path folder, Duration limit) throws IOException {
    PluginFolder loading = new PluginFolder(folder, limit, named.size());
    List<Path> jars = loading.jars();
    named.forEach(plugin -> loading.loadAlone(plugin, plugin.toString()));
    jars.forEach(jar -> loading.loadAlone(jar, String.valueOf(jar.getFileName())));
    return new Plugins(loading.manager, loading.reports);
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(PluginFolder::isPlugin).sorted().toList();
    }
  }

  /** A zip is none, nor is a JAR, which is worth a line. */
  private static boolean isPlugin(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jar") || name.endsWith(".zip");
  }

  private void loadAlone(Path path, String name) {
    reports.add(report(path, name));
  }

  private PluginReport report(Path path, String name) {
    Optional<PluginJar> contents = Optional.empty();
    try {
      PluginJar jar = PluginJar.read(path);
      contents = Optional.of(jar);
      return PluginReport.loaded(name, jar, drivers(path, name, jar.manifest()));
    } catch (PluginRefused refused) {
      return PluginReport.refused(name, contents, refused.reason());
    } catch (Throwable broken) {
      return PluginReport.refused(name, contents, "loading it failed: " + Failure.describe(broken));
    }
  }

  private List<CatalogDriver> drivers(Path path, String name, PluginManifest manifest)
      throws PluginRefused {
    new ApiRange(manager.getVersionManager(), ApiVersion.current()).check(manifest);
    checkUnique(manifest);
    String id = manager.loadPlugin(path);
    try {
      manager.startPlugin(id);
      Origin origin = new Origin(id, manifest.version(), name);
      List<CatalogDriver> drivers = new DriverInstances(manager, id).create(origin, limit);
      checkUnique(drivers);
      return drivers;
    } catch (Throwable refused) {
      manager.unloadPlugin(id);
      throw refused;
    }
  }

  private void checkUnique(PluginManifest manifest) throws PluginRefused {
    for (PluginReport other : reports) {
      if (other.loaded() && other.manifest().orElseThrow().id().equals(manifest.id())) {
        throw new PluginRefused(
            standsIn(other)
                ? other.jar() + " stands in for it"
                : "its Plugin-Id '%s' is that of %s too: remove one of them"
                    .formatted(manifest.id(), other.jar()));
      }
    }
  }

  /** Whether that was named, and what is loaded now was not. */
  private boolean standsIn(PluginReport other) {
    return reports.size() >= named && reports.indexOf(other) < named;
  }

  private void checkUnique(List<CatalogDriver> drivers) throws PluginRefused {
    List<CatalogDriver> known = new ArrayList<>();
    reports.forEach(report -> known.addAll(report.drivers()));
    for (CatalogDriver driver : drivers) {
      for (CatalogDriver other : known) {
        if (other.name().equals(driver.name())) {
          throw new PluginRefused(
              "its driver's name '%s' is that of one in %s too: rename or remove one of them"
                  .formatted(driver.name(), other.origin().jar()));
        }
      }
      known.add(driver);
    }
  }
}
