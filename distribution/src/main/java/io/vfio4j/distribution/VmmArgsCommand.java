package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.agent.HostOption;
import io.vfio4j.distribution.agent.Hosts;
import io.vfio4j.distribution.serve.SocketPaths;
import io.vfio4j.distribution.vmmargs.Argument;
import io.vfio4j.distribution.vmmargs.Vmm;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments by which a VMM attaches a function. */
@Command(
    name = "vmm-args",
    description =
        "Prints the arguments by which a VMM attaches a served function, quoted for a shell.",
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
      index = "1",
      paramLabel = "BDF",
      description = "The function, for instance 0009:01:00.0.")
  private PciAddress address;

  private static final class Where {
    @Option(
        names = "--socket-dir",
        paramLabel = "DIR",
        description = "The folder that 'vfio4j serve' was given (/run/vfio4j).")
    private @Nullable Path folder;

    @Option(
        names = "--socket-path",
        paramLabel = "FILE",
        description = "The socket that 'vfio4j serve' was given.")
    private @Nullable Path file;
  }

  @Override
  public void run() {
    Hosts.checkFunction(host.name(), address);
    String words =
        vmm.arguments(socket(), memory).stream()
            .map(Argument::words)
            .collect(Collectors.joining(" \\\n"));
    spec.commandLine().getOut().println(words);
    spec.commandLine().getOut().flush();
  }

  private Path socket() {
    if (where != null && where.file != null) {
      return where.file.toAbsolutePath();
    }
    Path folder = where == null || where.folder == null ? Path.of("/run/vfio4j") : where.folder;
    return SocketPaths.in(folder, address).toAbsolutePath();
  }
}
