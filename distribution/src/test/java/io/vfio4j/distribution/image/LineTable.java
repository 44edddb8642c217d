package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of docs/wrong-plugins.md: the first column is the plugin, the last one the line that the
 * agent prints.
 */
record LineTable(Map<String, List<String>> rows) {
  private static final Path DOCUMENT = Path.of("..", "docs", "wrong-plugins.md");

  static LineTable of(String heading) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.startsWith("| `")) {
        List<String> cells = cells(line);
        rows.put(cells.getFirst(), cells);
      }
    }
    return new LineTable(rows);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }

  /** The cell before the last: what a client gets. */
  String client(String plugin) {
    List<String> cells = rows.getOrDefault(plugin, List.of("", "", "", ""));
    return cells.get(cells.size() - 2);
  }

  /** Holds the lines that came against the table, without regard to their order. */
  void assertPrinted(List<String> printed) {
    List<String> came = printed.stream().map(LineTable::portable).sorted().toList();
    assertEquals(String.join("\n", lines().stream().sorted().toList()), String.join("\n", came));
  }

  /** All lines; a plugin may cause two. */
  List<String> lines() {
    return rows.values().stream()
        .map(List::getLast)
        .flatMap(cell -> Arrays.stream(cell.split("<br>", -1)))
        .toList();
  }

  /** Without the log's level and logger, and without the place of this run's plugins. */
  private static String portable(String line) {
    return line.replaceFirst("^(WARNING|SEVERE) +[\\w.]+: ", "")
        .replaceAll("/[^ ]*/plugins/", "/…/plugins/");
  }
}
