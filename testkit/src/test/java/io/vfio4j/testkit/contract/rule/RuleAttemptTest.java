package io.vfio4j.testkit.contract.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong before or after a rule fails the contract, whatever the rule is worth. */
class RuleAttemptTest {

  /** Not for JUnit: its device does not outlive a rule, or is gone before. */
  public static final class Gone extends RuleSet {
    private final boolean before;

    Gone(boolean before) {
      this.before = before;
    }

    @Override
    protected void prepare() {
      check(!before, "it has gone");
    }

    @Override
    protected void cleanUp() {
      check(before, "it has gone");
    }

    /** X1. */
    @Rule(says = "This one is kept", lookAt = "here")
    public void required_X1_isKept() {}

    /** X2. */
    @Rule(says = "This one is broken", lookAt = "here")
    public void optional_X2_isBroken() {
      check(false, "its own");
    }

    /** X3. */
    @Rule(says = "This one is not seen", lookAt = "here")
    public void untested_X3_isNotSeen() {
      need(false, "nothing");
    }
  }

  private static List<String> came(List<RuleResult> results) {
    return results.stream().map(RuleResult::came).toList();
  }

  @Test
  void whatGoesWrongAfterARuleBreaksItUnlessItIsBrokenAnyway() {
    List<RuleResult> results = new Gone(false).run();
    String after = "after it: it has gone";
    assertEquals(List.of(after, "its own", after), came(results));
    assertEquals(List.of(true, false, true), results.stream().map(RuleResult::fails).toList());
  }

  @Test
  void whatGoesWrongBeforeARuleBreaksItAlsoIfItIsOptionalOrUntested() {
    List<RuleResult> results = new Gone(true).run();
    assertTrue(results.stream().allMatch(RuleResult::fails), came(results)::toString);
  }
}
