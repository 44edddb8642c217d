package io.vfio4j.distribution.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.testkit.contract.DmaContract;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleInfo;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static String summary(Outcome outcome, boolean timeUp) {
    RuleInfo rule = RuleInfo.of(DmaContract.class).getFirst();
    List<RuleResult> all = List.of(new RuleResult(rule, outcome, ""));
    return new Results(Path.of("s"), all, timeUp).table().getLast();
  }

  @Test
  void passesIsSaidOfWhatWasTriedToTheEndAlone() {
    assertEquals("s passes: rules kept 1, broken 0, untested 0", summary(Outcome.KEPT, false));
    assertEquals(
        "s was not tried to the end: rules kept 1, broken 0, untested 0",
        summary(Outcome.KEPT, true));
    assertEquals(
        "s falls short: rules kept 0, broken 1, untested 0", summary(Outcome.BROKEN, true));
  }
}
