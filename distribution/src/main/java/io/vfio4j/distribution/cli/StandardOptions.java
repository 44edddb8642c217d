package io.vfio4j.distribution.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser.NonOptionAction;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The options that every command has. They are looked for before all else is read: who asks for
 * help shall have it, whatever is wrong or missing beside it.
 */
final class StandardOptions {
  private final CommandLine parsed;

  private StandardOptions(CommandLine parsed) {
    this.parsed = parsed;
  }

  static Options addedTo(Options others) {
    return others
        .addOption(new Option(null, "debug", false, "Show the stack trace of a failure."))
        .addOption(new Option("h", "help", false, "Show this help and exit."))
        .addOption(new Option("V", "version", false, "Show the version and exit."));
  }

  /** Those before the name of a command. */
  static StandardOptions before(String... arguments) {
    return parse(NonOptionAction.STOP, arguments);
  }

  /** Those anywhere. */
  static StandardOptions among(String... arguments) {
    return parse(NonOptionAction.IGNORE, arguments);
  }

  private static StandardOptions parse(NonOptionAction others, String... arguments) {
    try {
      return new StandardOptions(
          Parser.library().parse(addedTo(new Options()), null, others, arguments));
    } catch (ParseException e) {
      throw new IllegalStateException("none of these needs a value, and others are let pass", e);
    }
  }

  boolean help() {
    return parsed.hasOption("help");
  }

  boolean version() {
    return parsed.hasOption("version");
  }

  boolean debug() {
    return parsed.hasOption("debug");
  }

  /** From the first that is none of these on. */
  List<String> rest() {
    return parsed.getArgList();
  }
}
