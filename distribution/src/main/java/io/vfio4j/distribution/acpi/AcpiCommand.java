package io.vfio4j.distribution.acpi;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What firmware says of devices. */
@Command(
    name = "acpi",
    description = "Shows and checks what ACPI tables say of devices.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DumpCommand.class, LintCommand.class})
public final class AcpiCommand {
  @SuppressWarnings("UnusedVariable") // picocli prints the help and ends.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  /** For picocli. */
  public AcpiCommand() {}
}
