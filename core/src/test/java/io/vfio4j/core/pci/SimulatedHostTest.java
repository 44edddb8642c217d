package io.vfio4j.core.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of the built-in profiles, sized as a guest does it. */
class SimulatedHostTest {

  @ParameterizedTest
  @ValueSource(strings = {"gh200-96g", "gh200-144g", "gb200", "gh200-no-acpi"})
  void showsEachBarWithItsSize(String profile) {
    try (SimHost host = SimHosts.open("sim:" + profile)) {
      for (HostFunction function : host.functions()) {
        Opened device = Opened.on(function);
        for (int bar = 0; bar < 6; bar += sized(device, function, bar)) {
          assertEquals(
              function.bar(bar).map(HostBar::size).orElse(0L),
              device.device().regionInfo(bar).size());
        }
        assertEquals(1, device.device().irqInfo(IrqIndex.ERR).count());
        device.device().close();
      }
    }
  }

  /** How many registers the BAR takes. */
  private static int sized(Opened device, HostFunction function, int bar) {
    int register = 0x10 + 4 * bar;
    device.config(register, 4, -1);
    int low = device.config(register, 4);
    boolean io = (low & 1) != 0;
    boolean wide = !io && (low & 4) != 0;
    long mask = low & (io ? ~3 : ~15);
    if (wide) {
      device.config(register + 4, 4, -1);
      mask = (mask & 0xffff_ffffL) | (long) device.config(register + 4, 4) << 32;
    }
    long size = function.bar(bar).map(HostBar::size).orElse(0L);
    assertEquals(size, -mask, "BAR " + bar + " of " + function.address());
    return wide ? 2 : 1;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gh200-96g", "gh200-144g", "gb200", "gh200-no-acpi"})
  void readsTheSameRegistersAfterAReset(String profile) {
    try (SimHost host = SimHosts.open("sim:" + profile)) {
      for (HostFunction function : host.functions()) {
        Opened device = Opened.on(function);
        String before = device.read(RegionIndex.BAR0, 0x100, 8);
        device.device().reset();
        assertEquals(before, device.read(RegionIndex.BAR0, 0x100, 8));
        device.device().close();
      }
    }
  }
}
