package io.vfio4j.distribution.plugin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is to be said of a plugin. */
final class Findings {
  private final Set<Finding> findings = new LinkedHashSet<>();
  private int kept;

  /** A rule is kept. */
  void kept() {
    kept++;
  }

  /**
   * Something is wrong.
   *
   * @param fails whether the plugin falls short by it, or is only told
   * @param line what, where, and the cure
   */
  void add(boolean fails, String line) {
    findings.add(new Finding(fails, line));
  }

  boolean fallShort() {
    return findings.stream().anyMatch(Finding::fails);
  }

  /** A line for each, and one for the whole. */
  List<String> lines(Object plugin) {
    List<String> lines = new ArrayList<>(findings.stream().map(Finding::text).toList());
    long failed = findings.stream().filter(Finding::fails).count();
    lines.add(
        "%s %s: rules kept %d, wrong %d, to know %d"
            .formatted(
                plugin,
                failed > 0 ? "falls short" : "passes",
                kept,
                failed,
                findings.size() - failed));
    return lines;
  }
}
