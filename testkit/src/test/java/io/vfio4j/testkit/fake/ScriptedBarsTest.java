package io.vfio4j.testkit.fake;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.CoreDriver;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptedBarsTest {
  private static final int REGISTER = 0x10;
  private static final int STRIKES = 0x20;

  private final List<Long> written = new ArrayList<>();
  private final ScriptedBars bars =
      new ScriptedBars()
          .onRead(0, REGISTER, () -> 0x1_4433_2211L)
          .onWrite(0, REGISTER, written::add)
          .onRead(0, STRIKES, ScriptedBarsTest::fail);

  private SimulatedDevice device;

  private static long fail() {
    throw VfioException.refused(Errno.EIO, "it is broken");
  }

  private static SimulatedDevice bind(ScriptedBars bars) {
    return SimulatedBinding.of("gh200-96g", CoreDriver.plain()).on(bars::around).bind();
  }

  @BeforeEach
  void open() {
    device = bind(bars);
    device.device().open();
    device.device().write(RegionIndex.CONFIG, 4, bytes(2, 2));
  }

  @AfterEach
  void close() {
    device.device().close();
    device.close();
  }

  private static MemorySegment bytes(int count, long value) {
    MemorySegment bytes = Arena.ofAuto().allocate(Long.BYTES);
    bytes.set(JAVA_LONG_UNALIGNED, 0, value);
    return bytes.asSlice(0, count);
  }

  @Test
  void aRegisterReadsAsItsScriptSaysInAnyWidth() {
    MemorySegment whole = bytes(4, 0);
    device.device().read(0, REGISTER, whole);
    assertEquals(0x44332211, whole.get(JAVA_INT_UNALIGNED, 0));
    MemorySegment part = bytes(2, 0);
    device.device().read(0, REGISTER + 1, part.asSlice(0, 1));
    assertEquals(0x22, part.get(JAVA_BYTE, 0));
  }

  @Test
  void whatIsWrittenGoesToTheScript() {
    device.device().write(0, REGISTER, bytes(4, 0xcafe));
    device.device().write(0, REGISTER + 2, bytes(2, 0xbeef));
    assertEquals(List.of(0xcafeL, 0xbeef2211L), written);
  }

  @Test
  void whatAScriptThrowsIsWhatTheDeviceAnswers() {
    VfioException failure =
        assertThrows(VfioException.class, () -> device.device().read(0, STRIKES, bytes(4, 0)));
    assertEquals(Errno.EIO, failure.errno());
  }

  @Test
  void theRestOfTheBarIsAsItWas() {
    device.device().write(0, 0x100, bytes(8, 0x0123_4567_89ab_cdefL));
    MemorySegment back = bytes(8, 0);
    device.device().read(0, 0x100, back);
    assertEquals(0x0123_4567_89ab_cdefL, back.get(JAVA_LONG_UNALIGNED, 0));
  }

  @Test
  void aRegisterWhereThereIsNoBarIsRefused() {
    ScriptedBars nowhere = new ScriptedBars().onRead(1, 0, () -> 0);
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> bind(nowhere));
    assertEquals("0009:01:00.0 has no BAR 1 of 0x4 bytes", failure.getMessage());
  }

  /** A scripted function keeps the device contract itself. */
  @Nested
  class Contract extends VfioDeviceContract {
    @Override
    protected SimulatedDevice bind() {
      return ScriptedBarsTest.bind(new ScriptedBars().onRead(0, REGISTER, () -> 1));
    }

    @Override
    protected Set<DeviceTrait> traits() {
      return EnumSet.complementOf(EnumSet.of(DeviceTrait.ROM, DeviceTrait.DMA));
    }
  }
}
