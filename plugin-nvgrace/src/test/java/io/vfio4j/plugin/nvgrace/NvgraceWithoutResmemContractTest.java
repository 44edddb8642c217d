package io.vfio4j.plugin.nvgrace;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Set;

/** The device contract, kept by a GPU whose region 2 is its physical BAR. */
class NvgraceWithoutResmemContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gb200", new NvgraceDriver());
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
