package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;
import java.util.OptionalInt;

/** The power state of hardware, for those who are not its owner. */
public final class PowerState {
  private static final int CONTROL = 4;
  private static final int STATE = 0x3;

  private PowerState() {}

  /** Whether a function is in D0, or knows no other state. */
  public static boolean awake(HostFunction function) {
    OptionalInt power = RawCapabilities.find(function, StandardCapabilities.POWER_MANAGEMENT);
    return power.isEmpty() || (function.configRead(power.getAsInt() + CONTROL, 2) & STATE) == 0;
  }
}
