package io.vfio4j.distribution.contract;

import io.vfio4j.distribution.output.Table;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of every rule, for people and for machines.
 *
 * @param socket whose server was held against them
 * @param all a result for each
 * @param timeUp whether it was given up before the last rule
 */
record Results(Path socket, List<RuleResult> all, boolean timeUp) {

  /** A row for each rule; then what each broken one says, and a line for the whole. */
  List<String> table() {
    Table table = new Table().row("RULE", "STRENGTH", "RESULT", "WHAT CAME INSTEAD");
    for (RuleResult result : all) {
      table.row(
          result.rule().id(),
          result.rule().strength().toString(),
          result.outcome().toString(),
          result.came());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    all.stream()
        .filter(result -> result.outcome() == Outcome.BROKEN)
        .forEach(result -> lines.addAll(List.of(result.line(), "")));
    lines.add(summary());
    return lines;
  }

  private String summary() {
    String unbroken = timeUp ? "was not tried to the end" : "passes";
    return "%s %s: rules kept %d, broken %d, untested %d"
        .formatted(
            socket,
            fails() ? "falls short" : unbroken,
            count(Outcome.KEPT),
            count(Outcome.BROKEN),
            count(Outcome.UNTESTED));
  }

  /** Whether a rule is broken that is required. */
  boolean fails() {
    return all.stream().anyMatch(RuleResult::fails);
  }

  private long count(Outcome outcome) {
    return all.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** The Test Anything Protocol, version 14: a rule is a test point. */
  List<String> tap() {
    List<String> lines = new ArrayList<>(List.of("TAP version 14", "1.." + all.size()));
    for (int i = 0; i < all.size(); i++) {
      lines.addAll(TapPoint.of(i + 1, all.get(i)));
    }
    return lines;
  }
}
