package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.PluginReport;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.testkit.contract.rule.NotSeen;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.io.IOException;
import java.util.List;

/** A plugin that the agent's own loader has loaded. */
record LoadedPlugin(Plugins plugins, PluginReport report) implements AutoCloseable {

  static LoadedPlugin load(PluginFile file) {
    Plugins plugins;
    try {
      plugins = PluginFolder.load(file.folder());
    } catch (IOException e) {
      throw new RuleBroken("%s cannot be read: %s".formatted(file.name(), e));
    }
    try {
      return new LoadedPlugin(plugins, loaded(plugins.reports()));
    } catch (RuleBroken broken) {
      plugins.close();
      throw broken;
    }
  }

  private static PluginReport loaded(List<PluginReport> reports) {
    if (reports.isEmpty()) {
      throw new RuleBroken("its name does not end in .jar, so the agent passes it over");
    }
    PluginReport report = reports.getFirst();
    if (!report.loaded()) {
      throw new RuleBroken(report.refusal().orElse("it is refused"));
    }
    return report;
  }

  /** For rules about what was loaded: that it was not is another rule's to say. */
  static LoadedPlugin ifAtAll(PluginFile file) {
    try {
      return load(file);
    } catch (RuleBroken _) {
      throw new NotSeen("the agent does not load it");
    }
  }

  List<String> warnings() {
    return report.warnings();
  }

  @Override
  public void close() {
    plugins.close();
  }
}
