package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.agent.HostOption;
import io.vfio4j.distribution.agent.Hosts;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.serve.SocketPaths;
import io.vfio4j.distribution.vmmargs.Argument;
import io.vfio4j.distribution.vmmargs.Vmm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments by which a VMM attaches functions. */
@Command(
    name = "vmm-args",
    description =
        "Prints the arguments by which a VMM attaches served functions, quoted for a shell.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VmmArgsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private HostOption host;
  @ArgGroup private @Nullable Where where;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "2G",
      description = "The guest's memory (${DEFAULT-VALUE}).")
  private String memory;

  @Parameters(index = "0", paramLabel = "VMM", description = "${COMPLETION-CANDIDATES}")
  private Vmm vmm;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "BDF",
      description = "The functions, for instance 0009:01:00.0.")
  private List<PciAddress> addresses;

  private static final class Where {
    @Option(
        names = "--socket-dir",
        paramLabel = "DIR",
        description = "The folder that 'vfio4j serve' was given (/run/vfio4j).")
    private @Nullable Path folder;

    @Option(
        names = "--socket-path",
        paramLabel = "FILE",
        description = "The socket that 'vfio4j serve' was given for its one function.")
    private @Nullable Path file;
  }

  @Override
  public void run() {
    addresses.forEach(address -> Hosts.checkFunction(host.name(), address));
    String words =
        vmm.arguments(sockets(), memory).stream()
            .map(Argument::words)
            .collect(Collectors.joining(" \\\n"));
    spec.commandLine().getOut().println(words);
    spec.commandLine().getOut().flush();
  }

  private List<Path> sockets() {
    if (where != null && where.file != null) {
      return List.of(onlySocket(where.file));
    }
    Path folder = where == null || where.folder == null ? Path.of("/run/vfio4j") : where.folder;
    return addresses.stream()
        .map(address -> SocketPaths.in(folder, address).toAbsolutePath())
        .toList();
  }

  private Path onlySocket(Path file) {
    if (addresses.size() > 1) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--socket-path is one function's socket, and %d are asked for: use --socket-dir"
              .formatted(addresses.size()));
    }
    return file.toAbsolutePath();
  }
}
