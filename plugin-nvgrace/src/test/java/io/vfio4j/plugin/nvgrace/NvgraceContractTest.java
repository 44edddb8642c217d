package io.vfio4j.plugin.nvgrace;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;

/** The device contract, kept by a GPU with usemem and resmem. */
class NvgraceContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gh200-96g", new NvgraceDriver());
  }
}
