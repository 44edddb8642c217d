package io.vfio4j.distribution.agent;

import io.vfio4j.core.plugin.PluginReport;
import io.vfio4j.core.plugin.Plugins;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs what is wrong with plugins, a line for each: the agent goes on without what was refused. */
final class PluginWarnings {
  private static final Logger LOG = System.getLogger("io.vfio4j.plugin");

  private PluginWarnings() {}

  static void log(Plugins plugins) {
    for (PluginReport report : plugins.reports()) {
      report
          .refusal()
          .ifPresent(why -> LOG.log(Level.WARNING, "{0} is refused: {1}", report.jar(), why));
      report.warnings().forEach(what -> LOG.log(Level.WARNING, "{0}: {1}", report.jar(), what));
    }
  }
}
