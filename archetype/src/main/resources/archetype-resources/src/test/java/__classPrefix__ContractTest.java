package ${package};

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Set;

/** What every VFIO device keeps to, rule by rule: a VMM and a guest rely on it. */
class ${classPrefix}ContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("host.json", new ${classPrefix}Driver());
  }

  @Override
  protected Set<DeviceTrait> traits() {
    return EnumSet.of(
        DeviceTrait.RESETTABLE,
        DeviceTrait.INTX,
        DeviceTrait.MSI,
        DeviceTrait.ERR,
        DeviceTrait.REQ);
  }
}
