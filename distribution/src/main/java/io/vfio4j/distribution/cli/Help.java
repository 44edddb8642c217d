package io.vfio4j.distribution.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.help.TableDefinition;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.apache.commons.cli.help.TextStyle;

/** What {@code --help} prints. */
final class Help {
  private static final int WIDTH = 80;

  private final StringBuilder text = new StringBuilder();
  private final TextHelpAppendable pages = new TextHelpAppendable(text);
  private final String command;

  /** For a command by its whole name. */
  Help(String command) {
    this.command = command;
    pages.setMaxWidth(WIDTH);
    pages.setLeftPad(0);
  }

  void print(Entry entry, PrintWriter out) {
    try {
      write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The library fills columns up with blanks, and ends tables with a line of them.
    text.toString().stripTrailing().lines().map(String::stripTrailing).forEach(out::println);
  }

  private void write(Entry entry) throws IOException {
    Usage usage = entry.usage();
    pages.setIndent(7);
    pages.printWrapped(synopsis(usage, entry instanceof CommandGroup));
    pages.setIndent(0);
    pages.printWrapped(usage.summary());
    pages.printWrapped(usage.details());
    table(taken(usage));
    if (entry instanceof CommandGroup group) {
      text.append("Commands:");
      table(commands(group));
    }
    text.append(usage.footer());
  }

  private String synopsis(Usage usage, boolean group) {
    List<String> words = new ArrayList<>(List.of("Usage:", command));
    if (!usage.synopsis().isEmpty()) {
      words.add(usage.synopsis());
    }
    words.add("[OPTION]...");
    usage.parameters().forEach(parameter -> words.add(parameter.synopsis()));
    if (group) {
      words.add("COMMAND");
    }
    return String.join(" ", words);
  }

  private static List<List<String>> taken(Usage usage) {
    List<List<String>> rows = new ArrayList<>();
    usage.parameters().forEach(each -> rows.add(List.of(each.synopsis(), each.description())));
    for (Option option : usage.options().getOptions()) {
      rows.add(List.of(names(option), option.getDescription()));
    }
    return rows;
  }

  private static String names(Option option) {
    String letter = option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ";
    String label = option.hasArg() ? " " + option.getArgName() : "";
    return letter + "--" + option.getLongOpt() + label;
  }

  private static List<List<String>> commands(CommandGroup group) {
    return group.names().stream()
        .map(name -> List.of(name, Objects.requireNonNull(group.named(name)).usage().summary()))
        .toList();
  }

  private void table(List<List<String>> rows) throws IOException {
    TextStyle left = TextStyle.builder().setLeftPad(2).setScalable(false).get();
    TextStyle right = TextStyle.builder().setLeftPad(2).get();
    pages.appendTable(TableDefinition.from("", List.of(left, right), List.of("", ""), rows));
  }
}
