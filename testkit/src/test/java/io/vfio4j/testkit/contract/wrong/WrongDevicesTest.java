package io.vfio4j.testkit.contract.wrong;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.contract.rule.Strength;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is broken by a device that is wrong in one way, and kept by one that is right. */
class WrongDevicesTest {

  static Stream<Arguments> devices() {
    return WrongDevices.all().stream().map(d -> argumentSet(d.rule() + " " + d.does(), d));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void breaksItsRuleAndThoseThatFollowFromItAndNoOther(WrongDevice device) {
    List<RuleResult> broken = broken(device.results());
    assertEquals(device.broken(), WrongDevice.ids(broken), () -> lines(broken));
  }

  @Test
  void everyRuleHasADeviceThatBreaksIt() {
    Set<String> covered =
        WrongDevices.all().stream().map(WrongDevice::rule).collect(toCollection(TreeSet::new));
    List<RuleResult> testable =
        right().results().stream()
            .filter(result -> result.rule().strength() != Strength.UNTESTED)
            .toList();
    assertEquals(WrongDevice.ids(testable), covered);
  }

  @Test
  void theDeviceThatTheyDifferFromKeepsEveryRule() {
    assertEquals("", lines(broken(right().results())));
    assertEquals("", lines(broken(dma().results())));
  }

  @Test
  void betweenThemTheRightDevicesLeaveNothingUntestedThatCanBeTested() {
    Set<String> kept = new TreeSet<>();
    for (WrongDevice device : List.of(right(), dma())) {
      device.results().stream()
          .filter(result -> result.outcome() == Outcome.KEPT)
          .forEach(result -> kept.add(result.rule().id()));
    }
    Set<String> untested = WrongDevice.ids(right().results());
    untested.removeAll(kept);
    assertEquals(Set.of("I10", "L5", "M8"), untested);
  }

  private static WrongDevice right() {
    return WrongDevice.of("", "is right", core -> core);
  }

  private static WrongDevice dma() {
    return WrongDevice.in("", "is right and does DMA", DmaDevice::new).declaring(DeviceTrait.DMA);
  }

  private static List<RuleResult> broken(List<RuleResult> results) {
    return results.stream().filter(result -> result.outcome() == Outcome.BROKEN).toList();
  }

  private static String lines(List<RuleResult> results) {
    return String.join("\n", results.stream().map(RuleResult::line).toList());
  }
}
