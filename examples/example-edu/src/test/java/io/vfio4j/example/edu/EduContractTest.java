package io.vfio4j.example.edu;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.VfioDeviceContract;

/** What every VFIO device keeps to, rule by rule: a VMM and a guest rely on it. */
class EduContractTest extends VfioDeviceContract {

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("edu.json", new EduDriver());
  }
}
