package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.vmmargs.Vmm;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Puts the command line together: how values are read, and how a failure becomes one line and an
 * exit code.
 */
final class Commands {

  private Commands() {}

  static CommandLine create(Main main, String... arguments) {
    CommandLine commands = new CommandLine(main);
    Subcommand.wanted(arguments).forEach(wanted -> commands.addSubcommand(wanted.type()));
    commands.registerConverter(PciAddress.class, Commands::address);
    commands.registerConverter(Vmm.class, Commands::vmm);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setParameterExceptionHandler((wrong, _) -> usage(wrong));
    commands.setExecutionExceptionHandler((failure, failed, _) -> failed(main, failed, failure));
    return commands;
  }

  private static PciAddress address(String text) {
    try {
      return PciAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Vmm vmm(String text) {
    return Stream.of(Vmm.values())
        .filter(vmm -> vmm.toString().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "'%s' is none of %s".formatted(text, List.of(Vmm.values()))));
  }

  private static int usage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String line =
        String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ").replaceFirst("^Error: ", "");
    command
        .getErr()
        .println(
            "vfio4j: %s; see '%s --help'"
                .formatted(line, command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.number();
  }

  private static int failed(Main main, CommandLine command, Exception failure) {
    CommandFailed known =
        failure instanceof CommandFailed failed
            ? failed
            : new CommandFailed(
                ExitCode.FAILED,
                failure + ": this is an error of vfio4j; --debug shows where",
                failure);
    command.getErr().println("vfio4j: " + known.line());
    if (main.debug()) {
      known.printStackTrace(command.getErr());
    }
    return known.code().number();
  }
}
