package io.vfio4j.testkit.contract.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleInfo;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.contract.rule.RuleSet;
import io.vfio4j.testkit.contract.socket.SocketContract;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a device a client sees too, as far as a message can show it. */
class WrongDevicesOverSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * What the session stands before: it refuses itself what these devices take, maps whole areas, or
   * offers a region without mmap. Of C3 only the errno is wrong, and errnos are the server's own.
   */
  private static final Set<String> HIDDEN =
      Set.of("C3", "I2", "I9", "M1", "M3", "M7", "R2", "R3", "R4", "R7", "R8");

  static Stream<Arguments> devices() {
    return WrongDevices.all().stream()
        .filter(device -> !device.traits().contains(DeviceTrait.DMA))
        .filter(device -> rule(device).notOverSocket().isEmpty())
        .map(device -> argumentSet(device.rule() + " " + device.does(), device));
  }

  private static RuleInfo rule(WrongDevice device) {
    return parts()
        .flatMap(part -> RuleInfo.of(part.getClass()).stream())
        .filter(rule -> rule.id().equals(device.rule()))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<RuleSet> parts() {
    return WrongDevice.of("", "is right", core -> core).contract().concerns().stream();
  }

  @ParameterizedTest
  @MethodSource("devices")
  void breaksItsRuleThereToo(WrongDevice device) {
    try (SimulatedServer server =
            SimulatedServer.start("gh200-96g", new ContextDriver(device.device()));
        SocketContract contract =
            new SocketContract(server.path(), PATIENCE, Optional.of(device.traits()))) {
      RuleResult result = run(contract, device.rule());
      boolean due = !HIDDEN.contains(device.rule());
      assertEquals(due, result.outcome() == Outcome.BROKEN, result::line);
    }
  }

  private static RuleResult run(SocketContract contract, String id) {
    for (RuleSet part : contract.concerns()) {
      for (RuleInfo rule : RuleInfo.of(part.getClass())) {
        if (rule.id().equals(id)) {
          return part.run(rule);
        }
      }
    }
    throw new AssertionError("no rule " + id);
  }
}
