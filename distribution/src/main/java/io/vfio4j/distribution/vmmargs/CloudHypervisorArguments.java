package io.vfio4j.distribution.vmmargs;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** For Cloud Hypervisor, whose parameters have separators of their own and no way to quote them. */
final class CloudHypervisorArguments {
  private static final Pattern SEPARATOR = Pattern.compile("[,\"\\[\\]]");

  private CloudHypervisorArguments() {}

  static List<Argument> attaching(List<Path> sockets, String memory) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument("--memory", "size=%s,shared=on".formatted(size(memory))));
    for (Path socket : sockets) {
      arguments.add(new Argument("--user-device", "socket=" + checked(socket)));
    }
    return arguments;
  }

  /** It knows K, M and G alone. */
  private static String size(String memory) {
    String capitals = memory.toUpperCase(Locale.ROOT);
    return capitals.endsWith("T")
        ? new BigInteger(capitals.substring(0, capitals.length() - 1)).shiftLeft(10) + "G"
        : capitals;
  }

  private static Path checked(Path socket) {
    if (SEPARATOR.matcher(socket.toString()).find()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "cloud-hypervisor cannot take the path %s: choose one without commas, quotes and brackets"
              .formatted(socket));
    }
    return socket;
  }
}
