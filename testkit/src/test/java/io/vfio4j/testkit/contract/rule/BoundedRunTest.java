package io.vfio4j.testkit.contract.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedRunTest {

  /** Not for JUnit: its second rule waits for ever. */
  public static final class Hangs extends RuleSet {
    private final CountDownLatch never = new CountDownLatch(1);

    /** X1. */
    @Rule(says = "This one ends", lookAt = "here")
    public void required_X1_ends() {}

    /** X2. */
    @Rule(says = "This one does not", lookAt = "here")
    public void required_X2_hangs() throws InterruptedException {
      never.await();
    }

    /** X3. */
    @Rule(says = "This one is never reached", lookAt = "here")
    public void required_X3_isNotReached() {}
  }

  @Test
  void whatHangsIsGivenUpAndWhatCameBeforeIsKept() {
    BoundedRun run = BoundedRun.of(List.of(new Hangs()));
    List<RuleResult> results = run.within(Duration.ofSeconds(1));
    assertTrue(run.timeUp());
    assertEquals(
        List.of(Outcome.KEPT, Outcome.UNTESTED, Outcome.UNTESTED),
        results.stream().map(RuleResult::outcome).toList());
    assertEquals(BoundedRun.DID_NOT_END, results.get(1).came());
    assertEquals("not reached within 1 s", results.get(2).came());
  }
}
