package io.vfio4j.distribution.agent;

import io.vfio4j.core.plugin.PluginManifest;
import io.vfio4j.core.plugin.PluginReport;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Logs what is wrong with plugins, a line for each. The agent goes on without what was refused, but
 * not without a plugin that the user named.
 */
final class PluginWarnings {
  private static final Logger LOG = System.getLogger("io.vfio4j.plugin");

  private PluginWarnings() {}

  static void log(Plugins plugins, PluginChoice choice) {
    List<PluginReport> named = plugins.reports().subList(0, choice.named().size());
    for (PluginReport report : plugins.reports()) {
      Optional<PluginReport> instead = named.stream().filter(n -> standsIn(n, report)).findFirst();
      if (instead.isPresent()) {
        LOG.log(Level.INFO, "{0} stands in for {1}", instead.get().jar(), report.jar());
        continue;
      }
      report.refusal().ifPresent(why -> refused(report.jar(), why, named.contains(report)));
      report.warnings().forEach(what -> LOG.log(Level.WARNING, "{0}: {1}", report.jar(), what));
    }
  }

  private static boolean standsIn(PluginReport named, PluginReport other) {
    return named.loaded()
        && !other.loaded()
        && named
            .manifest()
            .map(PluginManifest::id)
            .equals(other.manifest().map(PluginManifest::id));
  }

  private static void refused(String jar, String why, boolean named) {
    if (named) {
      throw new CommandFailed(ExitCode.FAILED, "%s is refused: %s".formatted(jar, why));
    }
    LOG.log(Level.WARNING, "{0} is refused: {1}", jar, why);
  }
}
