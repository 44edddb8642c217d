package io.vfio4j.distribution;

import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.agent.AgentConfig;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.PluginFolders;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import io.vfio4j.distribution.output.PluginJson;
import io.vfio4j.distribution.output.PluginText;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A line for each plugin. */
@Command(
    name = "plugins",
    description = "Lists plugins: jar, id, version, and its drivers or why it was refused.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PluginsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private AgentOptions options;
  @Mixin private OutputOption output;

  @Override
  public void run() {
    AgentConfig config = options.config();
    try (Plugins plugins = PluginFolders.load(config.plugins(), config.limits())) {
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TEXT -> PluginText.list(plugins.reports()).forEach(out::println);
        case JSON -> out.println(Json.text(PluginJson.list(plugins.reports())));
      }
      out.flush();
    }
  }
}
