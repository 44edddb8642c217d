package io.vfio4j.e2e;

import io.vfio4j.core.host.HostFunction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * A function as a guest has it: the vfio-pci-core between it and the hardware brings back, on the
 * way out of D3hot, what the hardware forgets there.
 */
final class GuestsHardware {
  /** Where both profiles have the capability of power management. */
  private static final int POWER_STATE = 0x94 + 4;

  private static final int D3_HOT = 3;

  /** What is brought back, with its width: addresses, controls, and last of all decoding. */
  private static final int[][] FORGOTTEN = {
    {0x10, 4}, {0x14, 4}, {0x18, 4}, {0x1c, 4}, {0x20, 4}, {0x24, 4}, {0x0c, 2}, {0x3c, 1},
    {0x48, 2}, {0x50, 2}, {0x68, 2}, {0x70, 2}, {0x04, 2}
  };

  private final HostFunction function;
  private final Map<Integer, Integer> saved = new HashMap<>();

  private GuestsHardware(HostFunction function) {
    this.function = function;
  }

  static HostFunction of(HostFunction function) {
    GuestsHardware hardware = new GuestsHardware(function);
    return (HostFunction)
        Proxy.newProxyInstance(
            HostFunction.class.getClassLoader(),
            new Class<?>[] {HostFunction.class},
            (_, method, arguments) -> hardware.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("configWrite")) {
      configWrite((int) arguments[0], (int) arguments[1], (int) arguments[2]);
      return null;
    }
    try {
      return method.invoke(function, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void configWrite(int offset, int width, int value) {
    boolean asleep = asleep();
    if (!asleep) {
      save();
    }
    function.configWrite(offset, width, value);
    if (asleep && !asleep()) {
      restore();
    }
  }

  private boolean asleep() {
    return (function.configRead(POWER_STATE, 1) & D3_HOT) == D3_HOT;
  }

  private void save() {
    for (int[] register : FORGOTTEN) {
      saved.put(register[0], function.configRead(register[0], register[1]));
    }
  }

  private void restore() {
    for (int[] register : FORGOTTEN) {
      function.configWrite(register[0], register[1], saved.get(register[0]));
    }
  }
}
