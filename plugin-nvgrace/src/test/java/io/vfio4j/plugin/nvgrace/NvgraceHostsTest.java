package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.SimulatedDevice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated hosts' GPUs, bound as the agent binds them. Sizes are in MiB. */
class NvgraceHostsTest {
  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @CsvSource({"gh200-96g, 97280, 131072, 1024, 1024", "gh200-144g, 146432, 262144, 1024, 1024"})
  void cutTheirMemory(String profile, long usemem, long bar4, long resmem, long bar2) {
    try (SimulatedDevice gpu = SimulatedDevice.bind(profile, new NvgraceDriver())) {
      assertMemory(gpu.device().regionInfo(NvgraceDevice.USEMEM), usemem, bar4);
      assertMemory(gpu.device().regionInfo(NvgraceDevice.RESMEM), resmem, bar2);
    }
  }

  @Test
  void keepTheirMemoryWholeWhereTheHardwareIsFixed() {
    try (SimulatedDevice gpu = SimulatedDevice.bind("gb200", new NvgraceDriver())) {
      VfioDevice device = gpu.device();
      assertMemory(device.regionInfo(NvgraceDevice.USEMEM), 189471, 262144);
      RegionInfo physical = device.regionInfo(NvgraceDevice.RESMEM);
      assertEquals(131072 * MIB, physical.size());
      assertTrue(physical.sparseMmapAreas().isEmpty());
    }
  }

  private static void assertMemory(RegionInfo info, long length, long bar) {
    assertEquals(bar * MIB, info.size());
    assertEquals(length * MIB, info.sparseMmapAreas().getFirst().size());
  }

  @Test
  void areLeftToOthersWithoutTheProperties() {
    String reason = refusal("gh200-no-acpi", Map.of());
    assertTrue(reason.contains("no integer ACPI property nvidia,gpu-mem-base-pa"), reason);
  }

  @Test
  void areNotBoundByASettingThatMakesNoSense() {
    String reason = refusal("gh200-96g", Map.of("bar-sizing", "as large as possible"));
    assertTrue(reason.contains("bar-sizing is 'as large as possible'"), reason);
  }

  private static String refusal(String profile, Map<String, String> settings) {
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () -> SimulatedDevice.bind(profile, new NvgraceDriver(), settings).close());
    return String.valueOf(refusal.getMessage());
  }
}
