package io.vfio4j.distribution.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * The options that every command has. They are looked for before all else is read: who asks for
 * help shall have it, whatever is wrong or missing beside it. The library is not asked, as it takes
 * every word that begins with {@code -h} for help.
 */
final class StandardOptions {
  private boolean help;
  private boolean version;
  private boolean debug;
  private List<String> rest = List.of();

  private StandardOptions() {}

  static Options addedTo(Options others) {
    return others
        .addOption(new Option(null, "debug", false, "Show the stack trace of a failure."))
        .addOption(new Option("h", "help", false, "Show this help and exit."))
        .addOption(new Option("V", "version", false, "Show the version and exit."));
  }

  /** Those before the name of a command. */
  static StandardOptions before(String... arguments) {
    StandardOptions found = new StandardOptions();
    int next = 0;
    while (next < arguments.length && found.isOne(arguments[next])) {
      next++;
    }
    found.rest = List.of(arguments).subList(next, arguments.length);
    return found;
  }

  /** Those anywhere, up to what is marked as no option. */
  static StandardOptions among(String... arguments) {
    StandardOptions found = new StandardOptions();
    for (int next = 0; next < arguments.length && !arguments[next].equals("--"); next++) {
      found.isOne(arguments[next]);
    }
    return found;
  }

  /** The library takes one dash before a name too. */
  private boolean isOne(String word) {
    switch (word) {
      case "-h", "--help", "-help" -> help = true;
      case "-V", "--version", "-version" -> version = true;
      case "-hV", "-Vh" -> {
        help = true;
        version = true;
      }
      case "--debug", "-debug" -> debug = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean help() {
    return help;
  }

  boolean version() {
    return version;
  }

  boolean debug() {
    return debug;
  }

  /** From the first that is none of these on. */
  List<String> rest() {
    return rest;
  }
}
