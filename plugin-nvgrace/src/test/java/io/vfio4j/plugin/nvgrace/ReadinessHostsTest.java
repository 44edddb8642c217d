package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated GPUs that take their time, bound as the agent binds them; every reset is real. */
class ReadinessHostsTest {
  private static final int COMMAND = 0x04;
  private static final int POWER_STATE = 0x44;
  private static final int DEVICE_CONTROL_HIGH = 0x69;
  private static final byte FUNCTION_LEVEL_RESET = (byte) 0x80;

  private static SimulatedDevice bind(String name) {
    return SimulatedDevice.bind(profile(name), new NvgraceDriver());
  }

  private static String profile(String name) {
    try {
      return Path.of(
              Objects.requireNonNull(ReadinessHostsTest.class.getResource(name + ".json")).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "never-ready, after 31 s: BAR 0 registers 0x1498 (link)",
    "gb300-cxl-never-ready, after 5 s: the CXL status at 0x12c reads 0x2001"
  })
  void areNotBoundIfTheyNeverGetReady(String name, String seen) {
    String reason =
        String.valueOf(
            assertThrows(IllegalStateException.class, () -> bind(name).close()).getMessage());
    assertTrue(reason.startsWith("nvgrace-gpu failed: ETIME: "), reason);
    assertTrue(reason.contains(seen), reason);
    assertTrue(reason.contains("; reset or power-cycle the GPU"), reason);
  }

  @Test
  void areWaitedForAtProbe() {
    try (SimulatedDevice gpu = bind("slow-ready")) {
      assertEquals(Duration.ofSeconds(3), time(gpu));
    }
  }

  @Test
  void areWaitedForInShortStepsAfterOpenAndEachReset() {
    try (SimulatedDevice gpu = bind("slow-ready")) {
      gpu.device().open();
      assertArrayEquals(new byte[4], read(gpu, NvgraceDevice.USEMEM));
      assertEquals(Duration.ofMillis(3300), time(gpu));
      gpu.device().reset();
      read(gpu, NvgraceDevice.RESMEM);
      assertEquals(Duration.ofMillis(3600), time(gpu));
      writeConfig(gpu, DEVICE_CONTROL_HIGH, FUNCTION_LEVEL_RESET);
      read(gpu, NvgraceDevice.USEMEM);
      assertEquals(Duration.ofMillis(3900), time(gpu));
      read(gpu, NvgraceDevice.RESMEM);
      assertEquals(Duration.ofMillis(3900), time(gpu));
      gpu.device().close();
    }
  }

  /** What Linux answered in the recorded runs, for either kind of readiness. */
  @ParameterizedTest
  @ValueSource(strings = {"slow-ready", "gb300-cxl"})
  void answerEioWithMemorySpaceOffUntilTheFirstAccessAfterAReset(String name) {
    try (SimulatedDevice gpu = bind(name)) {
      gpu.device().open();
      writeConfig(gpu, COMMAND, (byte) 0);
      assertErrno(Errno.EIO, () -> read(gpu, NvgraceDevice.USEMEM));
      writeConfig(gpu, COMMAND, (byte) 2);
      read(gpu, NvgraceDevice.USEMEM);
      writeConfig(gpu, COMMAND, (byte) 0);
      assertArrayEquals(new byte[4], read(gpu, NvgraceDevice.USEMEM));
      gpu.device().close();
    }
  }

  @Test
  void answerEioInD3hotUntilTheFirstAccessAfterAReset() {
    try (SimulatedDevice gpu = bind("gb300-cxl")) {
      gpu.device().open();
      writeConfig(gpu, POWER_STATE, (byte) 3);
      assertErrno(Errno.EIO, () -> read(gpu, NvgraceDevice.USEMEM));
      writeConfig(gpu, POWER_STATE, (byte) 0);
      read(gpu, NvgraceDevice.USEMEM);
      gpu.device().close();
    }
  }

  @Test
  void haveNoResmemWhereTheDvsecSaysSo() {
    try (SimulatedDevice gpu = bind("gb300-cxl")) {
      assertEquals(0x8000_0000L, gpu.device().regionInfo(NvgraceDevice.USEMEM).size());
      assertEquals(0x1000_0000L, gpu.device().regionInfo(NvgraceDevice.RESMEM).size());
      assertEquals(Duration.ZERO, time(gpu));
    }
  }

  private static Duration time(SimulatedDevice gpu) {
    return Duration.ofNanos(gpu.clock().nanoTime());
  }

  private static byte[] read(SimulatedDevice gpu, int region) {
    byte[] bytes = new byte[4];
    assertEquals(4, gpu.device().read(region, 0, MemorySegment.ofArray(bytes)));
    return bytes;
  }

  private static void writeConfig(SimulatedDevice gpu, int offset, byte value) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[] {value});
    assertEquals(1, gpu.device().write(RegionIndex.CONFIG, offset, bytes));
  }
}
