package io.vfio4j.distribution.vmmargs;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** For Cloud Hypervisor, whose parameters have separators of their own and no way to quote them. */
final class CloudHypervisorArguments {
  private static final Pattern SEPARATOR = Pattern.compile("[,\"\\[\\]]");

  private CloudHypervisorArguments() {}

  static List<Argument> attaching(Path socket, String memory) {
    if (SEPARATOR.matcher(socket.toString()).find()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "cloud-hypervisor cannot take the path %s: choose one without commas, quotes and brackets"
              .formatted(socket));
    }
    return List.of(
        new Argument("--memory", "size=%s,shared=on".formatted(memory)),
        new Argument("--user-device", "socket=" + socket));
  }
}
