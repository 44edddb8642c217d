package io.vfio4j.testkit.contract.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules, carried out one after the other on a thread of their own and for no longer than a limit:
 * what is held against them may hang.
 *
 * <p>For one run. Who gives up leaves the thread behind, a daemon; it ends as soon as the rule that
 * it is at does.
 *
 * @since 0.1
 */
public final class BoundedRun {
  /** What came of the rule that was being carried out when the time was up. */
  public static final String DID_NOT_END = "it did not end";

  private final List<Step> steps;
  private final Function<RuleInfo, String> unseen;
  private final List<RuleResult> results = new ArrayList<>();
  private boolean timeUp;

  private record Step(RuleSet concern, RuleInfo rule) {}

  private BoundedRun(List<RuleSet> concerns, Function<RuleInfo, String> unseen) {
    this.steps = concerns.stream().flatMap(BoundedRun::steps).toList();
    this.unseen = unseen;
  }

  private static Stream<Step> steps(RuleSet concern) {
    return RuleInfo.of(concern.getClass()).stream().map(rule -> new Step(concern, rule));
  }

  /** All rules of these concerns. */
  public static BoundedRun of(List<RuleSet> concerns) {
    return new BoundedRun(concerns, rule -> "");
  }

  /** The same, but those that a client of a socket cannot see are left untested. */
  public static BoundedRun overSocket(List<RuleSet> concerns) {
    return new BoundedRun(concerns, RuleInfo::notOverSocket);
  }

  /**
   * Carries them out.
   *
   * @param limit how long all of them may take
   * @return a result for each rule; those that were not reached are untested
   */
  public List<RuleResult> within(Duration limit) {
    Thread worker = Thread.ofPlatform().daemon().name("device contract").start(this::carryOut);
    try {
      boolean ended = worker.join(limit);
      return results(!ended, "not reached within %d s".formatted(limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return results(true, "interrupted");
    }
  }

  private void carryOut() {
    for (Step step : steps) {
      if (timeUp()) {
        return;
      }
      add(result(step));
    }
  }

  private RuleResult result(Step step) {
    String reason = unseen.apply(step.rule());
    return reason.isEmpty()
        ? step.concern().run(step.rule())
        : new RuleResult(step.rule(), Outcome.UNTESTED, reason);
  }

  private synchronized void add(RuleResult result) {
    if (!timeUp) {
      results.add(result);
    }
  }

  private synchronized List<RuleResult> results(boolean givenUp, String reason) {
    timeUp = givenUp;
    List<RuleResult> all = new ArrayList<>(results);
    for (Step step : steps.subList(all.size(), steps.size())) {
      String came = all.size() == results.size() ? DID_NOT_END : reason;
      all.add(new RuleResult(step.rule(), Outcome.UNTESTED, came));
    }
    return List.copyOf(all);
  }

  /** Whether it was given up before its end. */
  public synchronized boolean timeUp() {
    return timeUp;
  }
}
