package io.vfio4j.distribution.cli;

import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.cli.Options;

/** From a command line to what it asks for, and to an exit code; a failure becomes one line. */
public final class CommandRun {
  private final Streams streams;
  private final Supplier<String> version;
  private final List<String> names = new ArrayList<>();
  private boolean debug;

  /**
   * A run.
   *
   * @param streams where everything is written
   * @param version what {@code --version} prints
   */
  public CommandRun(Streams streams, Supplier<String> version) {
    this.streams = streams;
    this.version = version;
  }

  /** Does what the arguments say; returns the exit code. */
  public int execute(Entry root, String... arguments) {
    try {
      ExitCode code = run(root, arguments);
      checkWritten();
      return code.number();
    } catch (WrongUsage wrong) {
      tell(wrong.getMessage() + "; see '" + String.join(" ", names) + " --help'");
      return ExitCode.USAGE.number();
    } catch (CommandFailed failed) {
      return ended(failed);
    } catch (Throwable failure) {
      String line = failure + ": " + cure(failure);
      return ended(new CommandFailed(ExitCode.FAILED, line, failure));
    }
  }

  private static String cure(Throwable failure) {
    return failure instanceof LinuxException e && e.errnoName().equals("EMFILE")
        ? "'ulimit -n' has to allow more open files"
        : "this is an error of vfio4j; --debug shows where";
  }

  /** A script that reads the result must not take a part for the whole. */
  private void checkWritten() {
    streams.out().flush();
    Optional<String> lost = streams.lost().get();
    if (lost.isPresent()) {
      throw new CommandFailed(
          ExitCode.FAILED, "cannot write the output (%s): send it elsewhere".formatted(lost.get()));
    }
  }

  private ExitCode run(Entry entry, String... arguments) {
    Usage usage = entry.usage();
    names.add(usage.name());
    StandardOptions standard =
        entry instanceof CommandGroup
            ? StandardOptions.before(arguments)
            : StandardOptions.among(arguments);
    debug |= standard.debug();
    if (standard.help()) {
      new Help(String.join(" ", names)).print(entry, streams.out());
      return ExitCode.OK;
    }
    if (standard.version()) {
      streams.out().println(version.get());
      return ExitCode.OK;
    }
    return entry instanceof CommandGroup group
        ? runOneOf(group, standard.rest())
        : ((Command) entry).run(Parser.parse(usage, arguments), streams);
  }

  private ExitCode runOneOf(CommandGroup group, List<String> rest) {
    if (rest.isEmpty()) {
      throw new WrongUsage("a command is missing: there are " + String.join(", ", group.names()));
    }
    String name = rest.getFirst();
    Entry named = group.named(name);
    if (named == null) {
      throw unknown(name, group.names());
    }
    return run(named, rest.subList(1, rest.size()).toArray(new String[0]));
  }

  private static WrongUsage unknown(String name, List<String> names) {
    if (name.startsWith("-")) {
      return new WrongUsage(ParseProblem.unknown(name, StandardOptions.addedTo(new Options())));
    }
    String near = Nearest.hint(name, names);
    return new WrongUsage(
        "unknown command '" + name + "'" + near + ": there are " + String.join(", ", names));
  }

  private int ended(CommandFailed failed) {
    tell(failed.line());
    if (debug) {
      failed.printStackTrace(streams.err());
    }
    return failed.code().number();
  }

  private void tell(String line) {
    streams.err().println("vfio4j: " + line);
  }
}
