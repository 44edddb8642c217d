package io.vfio4j.core.host.sim.config;

import io.vfio4j.core.host.sim.profile.CapabilityProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;

/** The power state in PMCSR: D0 and D3hot, as D1 and D2 are optional and not there. */
final class PowerState {
  private static final int D0 = 0;
  private static final int D3_HOT = 3;
  private static final int STATE = 3;
  private static final int NO_SOFT_RESET = 1 << 3;

  private final byte[] values;
  private final int register;

  PowerState(FunctionProfile function, byte[] values) {
    this.values = values;
    this.register =
        function
            .capability(CapabilityProfile.POWER_MANAGEMENT)
            .map(capability -> capability.offset() + 4)
            .orElse(-1);
  }

  /**
   * Returns whether the write of a byte, being a way out of D3hot, resets the function.
   *
   * @param before what the byte was
   */
  boolean written(int at, int before, int value) {
    int requested = value & STATE;
    if (at != register || (requested != D0 && requested != D3_HOT)) {
      return false;
    }
    values[at] = (byte) ((values[at] & ~STATE) | requested);
    return (before & STATE) == D3_HOT && requested == D0 && (values[at] & NO_SOFT_RESET) == 0;
  }

  void wake() {
    if (register >= 0) {
      values[register] &= ~STATE;
    }
  }
}
