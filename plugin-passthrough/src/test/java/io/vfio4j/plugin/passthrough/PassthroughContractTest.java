package io.vfio4j.plugin.passthrough;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;

/** The device contract, kept by a GPU as it is. */
class PassthroughContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gh200-no-acpi", new PassthroughDriver());
  }
}
