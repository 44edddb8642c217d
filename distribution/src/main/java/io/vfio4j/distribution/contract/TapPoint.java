package io.vfio4j.distribution.contract;

import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.contract.rule.Strength;
import java.util.List;

/**
 * One rule in TAP. An optional one that is broken is a TODO, which fails nothing; one that was not
 * tested is a SKIP.
 */
final class TapPoint {
  private TapPoint() {}

  static List<String> of(int number, RuleResult result) {
    String point =
        "%s %d - %s %s"
            .formatted(
                result.outcome() == Outcome.BROKEN ? "not ok" : "ok",
                number,
                result.rule().id(),
                escaped(result.rule().says()));
    return switch (result.outcome()) {
      case KEPT -> List.of(point);
      case UNTESTED -> List.of(point + " # SKIP " + escaped(result.came()));
      case BROKEN ->
          List.of(
              result.rule().strength() == Strength.REQUIRED ? point : point + " # TODO optional",
              "  ---",
              "  strength: " + result.rule().strength(),
              "  came: " + quoted(result.came()),
              "  look_at: " + quoted(result.rule().lookAt()),
              "  ...");
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("#", "\\#");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
