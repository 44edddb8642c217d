package io.vfio4j.testkit.guide;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;

/** The variant of the page keeps the contract. */
class CopyContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gh200-96g", new CopyDriver());
  }
}
