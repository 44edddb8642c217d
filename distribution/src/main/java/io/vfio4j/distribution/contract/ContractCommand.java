package io.vfio4j.distribution.contract;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds a server against the device contract. */
public final class ContractCommand implements Command {
  private static final String STANDARD_OUTPUT = "-";

  private static final ValueOption SOCKET =
      ValueOption.of("--socket", "PATH", "Where the server listens.").thatIsRequired();

  private static final ValueOption TRAITS =
      ValueOption.of(
          "--traits",
          "TRAIT[,TRAIT...]",
          "What the device is said to do, each tested both ways: "
              + Value.list(DeviceTrait.values())
              + " (default: rules on traits are left untested).");

  private static final ValueOption REPLY_WITHIN =
      ValueOption.of(
              "--reply-within", "SECONDS", "How long the server may take for a reply (${default}).")
          .withDefault("5");

  private static final ValueOption TIME_LIMIT =
      ValueOption.of("--time-limit", "SECONDS", "How long all of it may take (${default}).")
          .withDefault("60");

  private static final ValueOption TAP =
      ValueOption.of(
          "--tap", "FILE", "Write TAP, version 14, to a file; - prints it in the table's place.");

  @Override
  public Usage usage() {
    return Usage.of(
            "contract", "Holds whatever listens on a vfio-user socket against the device contract.")
        .details(
            "Prints what came of each rule; docs/device-contract.md lists the rules. The server"
                + " must have no client. Ends with 4 if it falls short.")
        .synopsis("--socket PATH")
        .options(SOCKET, TRAITS, REPLY_WITHIN, TIME_LIMIT, TAP);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Path socket = given.value(SOCKET).path();
    Duration wait = seconds(given.value(REPLY_WITHIN));
    Duration limit = seconds(given.value(TIME_LIMIT));
    Optional<Set<DeviceTrait>> traits = traits(given);
    Optional<String> tap = given.optional(TAP).map(Value::text);
    if (Files.notExists(socket)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND, "no socket %s: start the server, or name another".formatted(socket));
    }
    try (SocketContract contract = new SocketContract(socket, wait, traits)) {
      connect(contract, socket);
      BoundedRun run = BoundedRun.overSocket(contract.concerns());
      List<RuleResult> all = run.within(limit);
      Results results = new Results(socket, all, run.timeUp());
      report(results, tap, streams.out());
      return exitCode(results, limit);
    }
  }

  private static Duration seconds(Value value) {
    return Duration.ofSeconds(value.number(1, Integer.MAX_VALUE));
  }

  private static Optional<Set<DeviceTrait>> traits(Arguments given) {
    Set<DeviceTrait> traits = EnumSet.noneOf(DeviceTrait.class);
    for (Value value : given.values(TRAITS)) {
      value.split().forEach(trait -> traits.add(trait.oneOf(DeviceTrait.values())));
    }
    return given.has(TRAITS) ? Optional.of(traits) : Optional.empty();
  }

  private static void connect(SocketContract contract, Path socket) {
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

  private static void report(Results results, Optional<String> tap, PrintWriter out) {
    if (tap.equals(Optional.of(STANDARD_OUTPUT))) {
      results.tap().forEach(out::println);
    } else {
      results.table().forEach(out::println);
      tap.ifPresent(file -> writeTap(results.tap(), file));
    }
  }

  private static void writeTap(List<String> lines, String file) {
    try {
      Files.write(Path.of(file), lines);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot write TAP to %s (%s): name another file".formatted(file, FileProblem.words(e)),
          e);
    }
  }

  private static ExitCode exitCode(Results results, Duration limit) {
    if (results.fails()) {
      return ExitCode.FALLS_SHORT;
    }
    if (results.timeUp()) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s did not come to the last rule within %d s: give it more with --time-limit"
              .formatted(results.socket(), limit.toSeconds()));
    }
    return ExitCode.OK;
  }
}
