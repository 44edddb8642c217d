package io.vfio4j.plugin.passthrough;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Set;

/** The device contract, kept by a function with registers that do something. */
class PlainFunctionContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    PciAddress address = PciAddress.parse("0009:02:00.0");
    return SimulatedDevice.bind("gh200-96g", new PassthroughDriver(), address);
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
