package io.vfio4j.distribution.plugin;

import io.vfio4j.distribution.agent.Hosts;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether a plugin is fit to be given away. */
@Command(
    name = "verify",
    description = {
      "Checks a plugin: how it is packed, what its classes refer to, and its devices by the",
      "device contract. Prints a line for whatever is wrong, with the cure; ends with 4 if it",
      "falls short."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "JAR",
      description = "Its jar, or a folder of classes such as target/classes.")
  private Path plugin;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "Where its drivers bind: sim:NAME or sim:FILE (default: a host with a plain function",
        "for each row of their id tables)."
      })
  private @Nullable String host;

  @Override
  public Integer call() {
    if (Files.notExists(plugin)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND, "no plugin %s: build it, or name another".formatted(plugin));
    }
    if (host != null) {
      Hosts.check(host);
    }
    Findings findings = Verification.of(plugin, Optional.ofNullable(host));
    PrintWriter out = spec.commandLine().getOut();
    findings.lines(plugin).forEach(out::println);
    out.flush();
    return (findings.fallShort() ? ExitCode.FALLS_SHORT : ExitCode.OK).number();
  }
}
