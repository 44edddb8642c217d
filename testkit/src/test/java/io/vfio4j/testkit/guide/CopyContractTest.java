package io.vfio4j.testkit.guide;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Set;

/** The variant of the page keeps the contract. */
class CopyContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("gh200-96g", new CopyDriver());
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
