package io.vfio4j.plugin.nvgrace;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;

/** The device contract, kept by a GPU whose region 2 is its physical BAR. */
class NvgraceWithoutResmemContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gb200", new NvgraceDriver());
  }
}
