package io.vfio4j.testkit.contract.wrong;

import static io.vfio4j.testkit.contract.DeviceTrait.ERR;
import static io.vfio4j.testkit.contract.DeviceTrait.INTX;
import static io.vfio4j.testkit.contract.DeviceTrait.MAPPABLE;
import static io.vfio4j.testkit.contract.DeviceTrait.MSI;
import static io.vfio4j.testkit.contract.DeviceTrait.MSIX;
import static io.vfio4j.testkit.contract.DeviceTrait.REQ;
import static io.vfio4j.testkit.contract.DeviceTrait.RESETTABLE;

import io.vfio4j.testkit.contract.DeviceTrait;
import java.util.EnumSet;
import java.util.Set;

/** The device that all others here differ from in one way: vfio-pci-core on a GH200's function. */
final class RightDevice {
  static final Set<DeviceTrait> TRAITS =
      EnumSet.of(RESETTABLE, MAPPABLE, INTX, MSI, MSIX, ERR, REQ);

  private RightDevice() {}
}
