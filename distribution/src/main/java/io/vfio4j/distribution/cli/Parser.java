package io.vfio4j.distribution.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;

/** Reads the words after a command's name. */
final class Parser {

  private Parser() {}

  /**
   * Without what would take one word for another: a prefix for an option, a value for its quoted
   * self.
   */
  static DefaultParser library() {
    return DefaultParser.builder()
        .setAllowPartialMatching(false)
        .setStripLeadingAndTrailingQuotes(false)
        .get();
  }

  /**
   * Reads them.
   *
   * @throws WrongUsage if something is missing, unknown, or one too many
   */
  static Arguments parse(Usage usage, String... arguments) {
    CommandLine parsed;
    try {
      parsed = library().parse(usage.options(), arguments);
    } catch (ParseException e) {
      throw new WrongUsage(ParseProblem.line(e, usage));
    }
    check(usage.parameters(), parsed.getArgList());
    return new Arguments(parsed, usage.parameters());
  }

  private static void check(List<Parameter> parameters, List<String> given) {
    if (given.size() < parameters.size() && parameters.get(given.size()).required()) {
      throw new WrongUsage(parameters.get(given.size()).label() + " is missing");
    }
    boolean endless = !parameters.isEmpty() && parameters.getLast().repeated();
    if (given.size() > parameters.size() && !endless) {
      throw new WrongUsage("'" + given.get(parameters.size()) + "' is one argument too many");
    }
  }
}
