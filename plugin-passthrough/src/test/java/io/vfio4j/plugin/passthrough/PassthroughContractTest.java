package io.vfio4j.plugin.passthrough;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Set;

/** The device contract, kept by a GPU as it is. */
class PassthroughContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gh200-no-acpi", new PassthroughDriver());
  }

  @Override
  protected Set<DeviceTrait> traits() {
    return EnumSet.of(
        DeviceTrait.RESETTABLE,
        DeviceTrait.MAPPABLE,
        DeviceTrait.INTX,
        DeviceTrait.MSI,
        DeviceTrait.MSIX,
        DeviceTrait.ERR,
        DeviceTrait.REQ);
  }
}
