package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;

/** A device that is right until a method is overridden. */
class Wrong extends ForwardingVfioDevice {

  Wrong(VfioDevice next) {
    super(next);
  }
}
