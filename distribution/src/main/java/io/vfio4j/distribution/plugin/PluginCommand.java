package io.vfio4j.distribution.plugin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** For people who write plugins. */
@Command(
    name = "plugin",
    description = "Begins a plugin, and checks one. (vfio4j plugins lists those that there are.)",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NewCommand.class, VerifyCommand.class})
public final class PluginCommand {
  @SuppressWarnings("UnusedVariable") // picocli prints the help and ends.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  /** For picocli. */
  public PluginCommand() {}
}
