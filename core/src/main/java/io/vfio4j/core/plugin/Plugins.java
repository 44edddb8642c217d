package io.vfio4j.core.plugin;

import io.vfio4j.core.binding.DriverCatalog;
import java.util.List;

/** The plugins of a folder. Open as long as a driver of theirs is in use. */
public final class Plugins implements AutoCloseable {
  private final JarPluginManager manager;
  private final List<PluginReport> reports;

  Plugins(JarPluginManager manager, List<PluginReport> reports) {
    this.manager = manager;
    this.reports = List.copyOf(reports);
  }

  /** What became of each jar, in the order of their names. */
  public List<PluginReport> reports() {
    return reports;
  }

  /** The drivers of all that were loaded. */
  public DriverCatalog catalog() {
    return new DriverCatalog(
        reports.stream().flatMap(report -> report.drivers().stream()).toList());
  }

  /** Closes their class loaders, and with them their jars. */
  @Override
  public void close() {
    manager.unloadPlugins();
  }
}
