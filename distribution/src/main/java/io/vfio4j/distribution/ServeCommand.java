package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentConfig;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.cli.WrongUsage;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.serve.AgentServer;
import io.vfio4j.distribution.serve.SocketFolder;
import io.vfio4j.distribution.serve.SocketPaths;
import io.vfio4j.distribution.serve.SocketPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Serves a host's functions until a signal comes. */
final class ServeCommand implements Command {
  private static final int MOST_POLL = 1_000_000;

  private static final ValueOption SOCKET_DIR =
      ValueOption.of(
          "--socket-dir", "DIR", "Serve every function, each on a socket BDF.sock in this folder.");

  private static final ValueOption DEVICE =
      ValueOption.of("--device", "BDF", "Serve one function, for instance 0009:01:00.0,");

  private static final ValueOption SOCKET_PATH =
      ValueOption.of("--socket-path", "FILE", "on this socket.");

  private static final ValueOption POLL =
      ValueOption.of(
              "--poll",
              "MICROSECONDS",
              "Ask a client for its next message for so long before sleeping (default: ${default},"
                  + " at most 1000000). An access is answered sooner; a CPU is busy for this time"
                  + " after each.")
          .withDefault("0");

  private static final ValueOption VF_TOKEN =
      ValueOption.of(
          "--vf-token",
          "UUID",
          "The VF token of physical functions (SR-IOV), with which clients open them and their"
              + " virtual functions. Without it nobody can open those.");

  @Override
  public Usage usage() {
    return Usage.of("serve", "Serves functions on vfio-user sockets, each for one VMM at a time.")
        .details(
            """
            Prints READY when all of them listen, then a line for each socket: path,
            address, variant. Ends with SIGTERM or SIGINT, and then removes its sockets.
            """)
        .synopsis("(--socket-dir DIR | --device BDF --socket-path FILE)")
        .oneOf(SOCKET_DIR, DEVICE)
        .options(SOCKET_PATH, POLL, VF_TOKEN)
        .options(AgentOptions.ALL);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    if (given.has(DEVICE) != given.has(SOCKET_PATH)) {
      throw new WrongUsage("write --socket-dir DIR, or --device BDF with --socket-path FILE");
    }
    Optional<PciAddress> one =
        given.has(DEVICE) ? Optional.of(given.value(DEVICE).address()) : Optional.empty();
    Path socket = given.value(one.isPresent() ? SOCKET_PATH : SOCKET_DIR).path();
    Duration poll = Duration.ofNanos(1_000L * given.value(POLL).number(0, MOST_POLL));
    Optional<UUID> token =
        given.has(VF_TOKEN) ? Optional.of(given.value(VF_TOKEN).uuid()) : Optional.empty();
    AgentConfig config = AgentOptions.config(given).withVfToken(token);
    try (AgentServer server = new AgentServer(streams.out(), poll);
        Agent agent = Agents.open(config)) {
      List<SocketPlan> plans =
          one.isPresent() ? plan(agent, one.get(), socket) : plans(agent, socket);
      server.serve(plans, one.isPresent());
    }
    return ExitCode.OK;
  }

  private static List<SocketPlan> plan(Agent agent, PciAddress address, Path socket) {
    return List.of(new SocketPlan(agent.bind(address), SocketPaths.absolute(socket)));
  }

  private static List<SocketPlan> plans(Agent agent, Path where) {
    Path folder = SocketFolder.prepare(where);
    return agent.bindAll().stream()
        .map(f -> new SocketPlan(f, SocketPaths.in(folder, f.binding().function().address())))
        .toList();
  }
}
