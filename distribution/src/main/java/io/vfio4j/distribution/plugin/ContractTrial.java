package io.vfio4j.distribution.plugin;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import io.vfio4j.testkit.contract.rule.BoundedCall;
import io.vfio4j.testkit.contract.rule.BoundedRun;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A driver's device for one function, held against the whole contract as by its author's test. */
final class ContractTrial extends VfioDeviceContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String profile;
  private final VariantDriver driver;
  private final PciAddress address;

  ContractTrial(String profile, VariantDriver driver, PciAddress address) {
    this.profile = profile;
    this.driver = driver;
    this.address = address;
  }

  @Override
  protected SimulatedDevice bind() {
    return SimulatedBinding.of(profile, driver, new Beneath()).named(address).bind();
  }

  /**
   * A result for each rule.
   *
   * @throws IllegalStateException if the driver does not take the function; the message says why
   * @throws TimeoutException if it does not say within the limit whether it does
   */
  List<RuleResult> run() throws TimeoutException {
    try {
      BoundedCall.within(LIMIT, "probe", this::tryToBind);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
    return BoundedRun.of(concerns()).within(LIMIT);
  }

  /** The function as it is, for a driver that wraps what would have it otherwise. */
  private static final class Beneath implements VariantDriver {

    @Override
    public String name() {
      return "beneath";
    }

    @Override
    public List<PciMatch> idTable() {
      return List.of(PciMatch.any());
    }

    @Override
    public VfioDevice probe(DeviceContext context) {
      return context.core();
    }
  }

  private String tryToBind() {
    try (SimulatedDevice taken = bind()) {
      return taken.function().address().toString();
    }
  }
}
