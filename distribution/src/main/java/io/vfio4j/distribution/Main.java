package io.vfio4j.distribution;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code vfio4j}: what it does is in its {@link Subcommand}s. */
@Command(
    name = "vfio4j",
    description = "Serves VFIO PCI device variants to virtual machines.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  all is well",
      "  1  it was tried and failed",
      "  2  the command line makes no sense",
      "  3  something that was named is not there",
      "  4  what was checked falls short"
    })
final class Main {
  @Option(
      names = "--debug",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  private Main() {}

  public static void main(String[] args) {
    System.exit(Commands.create(new Main(), args).execute(args));
  }

  boolean debug() {
    return debug;
  }
}
