package io.vfio4j.distribution;

import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.Format;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import io.vfio4j.distribution.output.PluginJson;
import io.vfio4j.distribution.output.PluginText;
import java.io.PrintWriter;

/** A line for each plugin. */
final class PluginsCommand implements Command {

  @Override
  public Usage usage() {
    return Usage.of(
            "plugins", "Lists plugins: jar, id, version, and its drivers or why it was refused.")
        .options(OutputOption.OUTPUT)
        .options(AgentOptions.PLUGINS_ALONE);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Format format = OutputOption.format(given);
    PrintWriter out = streams.out();
    try (Plugins plugins = AgentOptions.plugins(given)) {
      switch (format) {
        case TEXT -> PluginText.list(plugins.reports()).forEach(out::println);
        case JSON -> out.println(Json.text(PluginJson.list(plugins.reports())));
      }
    }
    return ExitCode.OK;
  }
}
