package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.agent.HostOption;
import io.vfio4j.distribution.agent.Hosts;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Parameter;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.cli.WrongUsage;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.serve.SocketPaths;
import io.vfio4j.distribution.vmmargs.Argument;
import io.vfio4j.distribution.vmmargs.Vmm;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments by which a VMM attaches functions. */
final class VmmArgsCommand implements Command {
  private static final ValueOption SOCKET_DIR =
      ValueOption.of(
              "--socket-dir", "DIR", "The folder that 'vfio4j serve' was given (${default}).")
          .withDefault("/run/vfio4j");

  private static final ValueOption SOCKET_PATH =
      ValueOption.of(
          "--socket-path",
          "FILE",
          "In its place: the socket that 'vfio4j serve' was given for its one function.");

  private static final ValueOption MEMORY =
      ValueOption.of("--memory", "SIZE", "The guest's memory (${default}).").withDefault("2G");

  @Override
  public Usage usage() {
    return Usage.of(
            "vmm-args",
            "Prints the arguments by which a VMM attaches served functions, quoted for a shell.")
        .parameters(
            Parameter.one("VMM", Value.list(Vmm.values())),
            Parameter.several("BDF", "The functions, for instance 0009:01:00.0."))
        .atMostOneOf(SOCKET_DIR, SOCKET_PATH)
        .options(MEMORY, HostOption.HOST);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Vmm vmm = given.parameter(0).oneOf(Vmm.values());
    List<PciAddress> addresses = addresses(given);
    String memory = given.value(MEMORY).memorySize();
    String host = given.value(HostOption.HOST).text();
    addresses.forEach(address -> Hosts.checkFunction(host, address));
    String words =
        vmm.arguments(sockets(given, addresses), memory).stream()
            .map(Argument::words)
            .collect(Collectors.joining(" \\\n"));
    streams.out().println(words);
    return ExitCode.OK;
  }

  private static List<PciAddress> addresses(Arguments given) {
    List<PciAddress> addresses = given.parametersFrom(1).stream().map(Value::address).toList();
    Set<PciAddress> seen = new HashSet<>();
    for (PciAddress address : addresses) {
      if (!seen.add(address)) {
        throw new WrongUsage(address + " is named twice: name it once");
      }
    }
    return addresses;
  }

  private static List<Path> sockets(Arguments given, List<PciAddress> addresses) {
    if (given.has(SOCKET_PATH)) {
      return List.of(onlySocket(given.value(SOCKET_PATH).path(), addresses));
    }
    Path folder = given.value(SOCKET_DIR).path();
    return addresses.stream()
        .map(address -> SocketPaths.checked(SocketPaths.absolute(SocketPaths.in(folder, address))))
        .toList();
  }

  private static Path onlySocket(Path file, List<PciAddress> addresses) {
    if (addresses.size() > 1) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--socket-path is one function's socket, and %d are asked for: use --socket-dir"
              .formatted(addresses.size()));
    }
    return SocketPaths.checked(SocketPaths.absolute(file));
  }
}
