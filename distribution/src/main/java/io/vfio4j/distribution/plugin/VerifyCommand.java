package io.vfio4j.distribution.plugin;

import io.vfio4j.core.host.sim.SimHosts;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a plugin is fit to be given away. */
final class VerifyCommand implements Command {
  private static final ValueOption HOST =
      ValueOption.of(
          "--host",
          "HOST",
          "Where its drivers bind: sim:NAME or sim:FILE (default: a host with a plain function for"
              + " each row of their id tables).");

  @Override
  public Usage usage() {
    return Usage.of(
            "verify",
            "Checks a plugin: how it is packed, what its classes refer to, and its devices by the"
                + " device contract.")
        .details(
            "Prints a line for whatever is wrong, with the cure; ends with 4 if it falls short.")
        .parameters(Parameter.one("JAR", "Its jar, or a folder of classes such as target/classes."))
        .options(HOST);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Path plugin = given.parameter(0).path();
    Optional<String> host = given.optional(HOST).map(Value::text);
    if (Files.notExists(plugin)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND, "no plugin %s: build it, or name another".formatted(plugin));
    }
    host.ifPresent(VerifyCommand::check);
    Findings findings = Verification.of(plugin, host);
    findings.lines(plugin).forEach(streams.out()::println);
    return findings.fallShort() ? ExitCode.FALLS_SHORT : ExitCode.OK;
  }

  /** Nothing is tried out on functions that somebody may want to use. */
  private static void check(String host) {
    if (!host.startsWith(SimHosts.PREFIX)) {
      throw new WrongUsage(
          "--host is sim:NAME or sim:FILE, as plugins are tried on simulated hosts");
    }
    Hosts.check(host);
  }
}
