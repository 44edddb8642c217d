package io.vfio4j.distribution.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.testkit.contract.DmaContract;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleInfo;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapPointTest {
  private static RuleInfo rule(String id) {
    return RuleInfo.of(DmaContract.class).stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> point(String id, Outcome outcome, String came) {
    return TapPoint.of(7, new RuleResult(rule(id), outcome, came));
  }

  @Test
  void anOptionalRuleThatIsBrokenFailsNothing() {
    List<String> lines = point("D4", Outcome.BROKEN, "byte \"1\"");
    assertEquals(
        "not ok 7 - D4 Without bus mastering there is no DMA # TODO optional", lines.get(0));
    assertEquals("  came: \"byte \\\"1\\\"\"", lines.get(3));
  }

  @Test
  void aRequiredRuleThatIsBrokenFails() {
    String line = point("D3", Outcome.BROKEN, "").getFirst();
    assertEquals("not ok 7 - D3 Memory that was unmapped is not written any more", line);
  }

  @Test
  void whatWasNotTestedIsSkippedWithItsReason() {
    String line = point("D3", Outcome.UNTESTED, "no client #2").getFirst();
    assertEquals(
        "ok 7 - D3 Memory that was unmapped is not written any more # SKIP no client \\#2", line);
  }
}
