package io.vfio4j.distribution;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code vfio4j}. */
@Command(
    name = "vfio4j",
    description = "Serves VFIO PCI device variants to virtual machines.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
