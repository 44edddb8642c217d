package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.rule.BoundedRun;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.contract.rule.Strength;
import io.vfio4j.testkit.contract.socket.SocketContract;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The device contract, kept over a socket: as vfio4j contract holds a server against it. */
class NvgraceSocketContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<DeviceTrait> TRAITS =
      EnumSet.complementOf(EnumSet.of(DeviceTrait.ROM, DeviceTrait.DMA));
  private static final Set<String> NEED_DMA = Set.of("D1", "D2", "D3", "D4");

  @Test
  void keepsEveryRuleThatAClientCanSee() {
    try (SimulatedServer server = SimulatedServer.start("gh200-96g", new NvgraceDriver());
        SocketContract contract =
            new SocketContract(server.path(), PATIENCE, Optional.of(TRAITS))) {
      BoundedRun run = BoundedRun.overSocket(contract.concerns());
      List<RuleResult> results = run.within(LIMIT);
      assertFalse(run.timeUp());
      for (RuleResult result : results) {
        Outcome due = seen(result) ? Outcome.KEPT : Outcome.UNTESTED;
        assertEquals(due, result.outcome(), result::line);
      }
    }
  }

  private static boolean seen(RuleResult result) {
    return result.rule().strength() != Strength.UNTESTED
        && result.rule().notOverSocket().isEmpty()
        && !NEED_DMA.contains(result.rule().id());
  }
}
