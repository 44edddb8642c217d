package io.vfio4j.testkit.contract.wrong;

import static java.util.stream.Collectors.toCollection;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.testkit.DeviceUnderTest;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A device that is wrong in one way, as an author gets it wrong.
 *
 * @param rule the rule that it breaks
 * @param does what is wrong with it, a sentence without its full stop
 * @param also the rules that are broken with it, since they follow from that one
 * @param device made of its context
 * @param border what is wrong with the host around it, for rules that no device can break
 * @param traits what its author declares
 */
public record WrongDevice(
    String rule,
    String does,
    Set<String> also,
    Function<DeviceContext, VfioDevice> device,
    UnaryOperator<DeviceUnderTest> border,
    Set<DeviceTrait> traits) {

  static WrongDevice of(String rule, String does, UnaryOperator<VfioDevice> wrapper) {
    return in(rule, does, context -> wrapper.apply(context.core()));
  }

  static WrongDevice in(String rule, String does, Function<DeviceContext, VfioDevice> device) {
    return new WrongDevice(
        rule, does, Set.of(), device, UnaryOperator.identity(), RightDevice.TRAITS);
  }

  WrongDevice also(String... rules) {
    return new WrongDevice(rule, does, Set.of(rules), device, border, traits);
  }

  WrongDevice onHost(UnaryOperator<DeviceUnderTest> wrongBorder) {
    return new WrongDevice(rule, does, also, device, wrongBorder, traits);
  }

  WrongDevice declaring(DeviceTrait trait) {
    Set<DeviceTrait> more = EnumSet.copyOf(traits);
    more.add(trait);
    return new WrongDevice(rule, does, also, device, border, more);
  }

  WrongDevice denying(DeviceTrait trait) {
    Set<DeviceTrait> fewer = EnumSet.copyOf(traits);
    fewer.remove(trait);
    return new WrongDevice(rule, does, also, device, border, fewer);
  }

  /** The rules that are to be broken. */
  Set<String> broken() {
    Set<String> all = new TreeSet<>(also);
    all.add(rule);
    return all;
  }

  /** What comes of every rule. */
  List<RuleResult> results() {
    return contract().concerns().stream().flatMap(part -> part.run().stream()).toList();
  }

  VfioDeviceContract contract() {
    return new Contract();
  }

  private final class Contract extends VfioDeviceContract {
    @Override
    protected DeviceUnderTest bind() {
      return border.apply(SimulatedDevice.bind("gh200-96g", new ContextDriver(device)));
    }

    @Override
    protected Set<DeviceTrait> traits() {
      return traits;
    }

    @Override
    protected void writeToGuest(VfioDevice open, long iova, int count) {
      DmaDevice.start(open, iova, count);
    }
  }

  static Set<String> ids(List<RuleResult> results) {
    return results.stream().map(result -> result.rule().id()).collect(toCollection(TreeSet::new));
  }
}
