package io.vfio4j.distribution.contract;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.rule.BoundedRun;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.contract.socket.SocketContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds a server against the device contract. */
@Command(
    name = "contract",
    description = {
      "Holds whatever listens on a vfio-user socket against the device contract, and prints what",
      "came of each rule. docs/device-contract.md lists the rules. The server must have no client."
    })
public final class ContractCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli prints the help and ends.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      required = true,
      description = "Where the server listens.")
  private Path socket;

  @Option(
      names = "--traits",
      paramLabel = "TRAIT",
      split = ",",
      description = {
        "What the device is said to do, each tested both ways: ${COMPLETION-CANDIDATES}",
        "(default: rules on traits are left untested)."
      })
  private @Nullable Set<DeviceTrait> traits;

  @Option(
      names = "--reply-within",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long the server may take for a reply (${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long all of it may take (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--tap",
      paramLabel = "FILE",
      description = "Write TAP, version 14, to a file; - prints it in the table's place.")
  private @Nullable String tap;

  /** For picocli. */
  public ContractCommand() {}

  @Override
  public Integer call() {
    if (patience < 1 || limit < 1) {
      throw new CommandFailed(
          ExitCode.USAGE, "--reply-within and --time-limit are seconds, at least 1");
    }
    if (Files.notExists(socket)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND, "no socket %s: start the server, or name another".formatted(socket));
    }
    Duration wait = Duration.ofSeconds(patience);
    try (SocketContract contract = new SocketContract(socket, wait, Optional.ofNullable(traits))) {
      connect(contract);
      BoundedRun run = BoundedRun.overSocket(contract.concerns());
      Results results = new Results(socket, run.within(Duration.ofSeconds(limit)));
      report(results);
      return exitCode(results, run);
    }
  }

  private void connect(SocketContract contract) {
    try {
      contract.connect();
    } catch (ConnectionLost e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s: %s; is it a vfio-user server, and has it no other client?"
              .formatted(socket, e.getMessage()),
          e);
    }
  }

  private void report(Results results) {
    PrintWriter out = spec.commandLine().getOut();
    if (!STANDARD_OUTPUT.equals(tap)) {
      results.table().forEach(out::println);
      writeTap(results.tap());
    } else {
      results.tap().forEach(out::println);
    }
    out.flush();
  }

  private void writeTap(List<String> lines) {
    if (tap == null) {
      return;
    }
    try {
      Files.write(Path.of(tap), lines);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot write TAP to %s (%s): name a file in a folder that is there".formatted(tap, e),
          e);
    }
  }

  private int exitCode(Results results, BoundedRun run) {
    if (results.all().stream().anyMatch(RuleResult::fails)) {
      return ExitCode.FALLS_SHORT.number();
    }
    if (run.timeUp()) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s did not come to the last rule within %d s: give it more with --time-limit"
              .formatted(socket, limit));
    }
    return ExitCode.OK.number();
  }
}
