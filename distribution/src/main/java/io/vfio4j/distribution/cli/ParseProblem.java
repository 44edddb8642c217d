package io.vfio4j.distribution.cli;

import java.util.List;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.MissingOptionException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** What the library found wrong, in words that name the options as the user writes them. */
final class ParseProblem {

  private ParseProblem() {}

  static String line(ParseException problem, Usage usage) {
    return switch (problem) {
      case UnrecognizedOptionException unknown -> unknown(unknown.getOption(), usage.options());
      case MissingArgumentException missing ->
          name(missing.getOption()) + " needs a value: write " + withLabel(missing.getOption());
      case MissingOptionException _ -> "missing: " + usage.synopsis();
      case AlreadySelectedException both ->
          name(both.getOption()) + " cannot be given with --" + both.getOptionGroup().getSelected();
      default -> String.valueOf(problem.getMessage());
    };
  }

  /**
   * A word that begins with a dash and is none of these, or is one with a value that it cannot
   * have.
   */
  static String unknown(String word, Options options) {
    String name = word.split("=", 2)[0];
    if (options.hasOption(name)) {
      return name + " takes no value: write " + name;
    }
    List<String> names = options.getOptions().stream().map(ParseProblem::name).toList();
    return "unknown option '" + name + "'" + Nearest.hint(name, names);
  }

  private static String name(Option option) {
    return "--" + option.getLongOpt();
  }

  private static String withLabel(Option option) {
    return name(option) + " " + option.getArgName();
  }
}
