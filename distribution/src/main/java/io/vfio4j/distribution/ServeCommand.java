package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.serve.AgentServer;
import io.vfio4j.distribution.serve.SocketFolder;
import io.vfio4j.distribution.serve.SocketPaths;
import io.vfio4j.distribution.serve.SocketPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a host's functions until a signal comes. */
@Command(
    name = "serve",
    description = {
      "Serves functions on vfio-user sockets, each for one VMM at a time.",
      "Prints READY when all of them listen, then a line for each socket: path, address, variant.",
      "Ends with SIGTERM or SIGINT, and then removes its sockets."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Runnable {
  private static final int MOST_POLL = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private AgentOptions options;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Where where;

  @Option(
      names = "--poll",
      paramLabel = "MICROSECONDS",
      defaultValue = "0",
      description = {
        "Ask a client for its next message for so long before sleeping (default: 0, at most",
        "1000000). An access is answered sooner; a CPU is busy for this time after each."
      })
  private int poll;

  @Option(
      names = "--vf-token",
      paramLabel = "UUID",
      description = {
        "The VF token of physical functions (SR-IOV), with which clients open them and their",
        "virtual functions. Without it nobody can open those."
      })
  private @Nullable UUID vfToken;

  private static final class Where {
    @Option(
        names = "--socket-dir",
        paramLabel = "DIR",
        required = true,
        description = "Serve every function, each on a socket BDF.sock in this folder.")
    private Path folder;

    @ArgGroup(exclusive = false)
    private One one;
  }

  private static final class One {
    @Option(
        names = "--device",
        paramLabel = "BDF",
        required = true,
        description = "Serve one function, for instance 0009:01:00.0,")
    private PciAddress address;

    @Option(
        names = "--socket-path",
        paramLabel = "FILE",
        required = true,
        description = "on this socket.")
    private Path file;
  }

  @Override
  public void run() {
    Duration polling = polling();
    try (Agent agent = Agents.open(options.config().withVfToken(Optional.ofNullable(vfToken)))) {
      new AgentServer(spec.commandLine().getOut(), polling).serve(plans(agent), where.one != null);
    }
  }

  private Duration polling() {
    if (poll < 0 || poll > MOST_POLL) {
      throw new CommandFailed(
          ExitCode.USAGE, "--poll %d is not from 0 to %d: choose 50".formatted(poll, MOST_POLL));
    }
    return Duration.of(poll, ChronoUnit.MICROS);
  }

  private List<SocketPlan> plans(Agent agent) {
    if (where.one != null) {
      BoundFunction function = agent.bind(where.one.address);
      return List.of(new SocketPlan(function, where.one.file.toAbsolutePath().normalize()));
    }
    Path folder = SocketFolder.prepare(where.folder);
    return agent.bindAll().stream()
        .map(f -> new SocketPlan(f, SocketPaths.in(folder, f.binding().function().address())))
        .toList();
  }
}
