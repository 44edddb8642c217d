package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static io.vfio4j.plugin.nvgrace.FakeRegisters.CXL_STATUS;
import static io.vfio4j.plugin.nvgrace.FakeRegisters.LINK;
import static io.vfio4j.plugin.nvgrace.FakeRegisters.TRAINING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe does until memory is ready, by the hardware's own clock. */
class ReadinessAtProbeTest {
  private static final int VALID = 1;
  private static final int READY = 3;

  private final NvgraceDriver driver = new NvgraceDriver();
  private final FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 96L << 30);

  @Test
  void doesNotWaitForAGpuThatIsReady() throws ProbeDeclined {
    assertNotNull(driver.probe(gpu));
    assertEquals(0, seconds());
  }

  @ParameterizedTest
  @ValueSource(longs = {LINK, TRAINING})
  void waitsForBothRegisters(long register) throws ProbeDeclined {
    gpu.registers.set(register, 0);
    gpu.registers.become(register, 0xff, Duration.ofSeconds(7));
    assertNotNull(driver.probe(gpu));
    assertEquals(7, seconds());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0xfe, 0x1ff, 0xff00, -1})
  void comparesARegisterAsAWhole(int value) {
    gpu.registers.set(TRAINING, value);
    assertErrno(Errno.ETIME, () -> driver.probe(gpu));
  }

  @Test
  void takesAGpuThatIsReadyWithTheLastLook() throws ProbeDeclined {
    gpu.registers.set(LINK, 0);
    gpu.registers.become(LINK, 0xff, Duration.ofSeconds(30));
    assertNotNull(driver.probe(gpu));
  }

  @Test
  void failsAfterThirtySecondsAndTellsWhatItSaw() {
    gpu.registers.set(LINK, 0x12);
    VfioException failure = assertThrows(VfioException.class, () -> driver.probe(gpu));
    assertEquals(Errno.ETIME, failure.errno());
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("0x1498 (link)"), message);
    assertTrue(message.contains("read 0x12 and 0xff"), message);
    assertEquals(31, seconds());
  }

  @Test
  void waitsBeforeItDeclinesToo() {
    FakeGpu plain = new FakeGpu();
    plain.registers.set(LINK, 0);
    assertErrno(Errno.ETIME, () -> driver.probe(plain));
    plain.registers.become(LINK, 0xff, Duration.ofSeconds(2));
    assertThrows(ProbeDeclined.class, () -> driver.probe(plain));
  }

  @Test
  void failsIfBar0IsAnotherDriversEvenWhereItWouldDecline() {
    FakeGpu plain = new FakeGpu();
    plain.registers.claim();
    assertErrno(Errno.EBUSY, () -> driver.probe(plain));
  }

  @Test
  void needsNoBar0ToAskCxl() throws ProbeDeclined {
    gpu.withCxl().registers.claim();
    assertNotNull(driver.probe(gpu));
    assertEquals(0, seconds());
  }

  @Test
  void failsIfCxlReadsAsAllOnes() {
    gpu.withCxl().registers.set(CXL_STATUS, -1);
    assertErrno(Errno.ENODEV, () -> driver.probe(gpu));
    assertEquals(0, seconds());
  }

  @Test
  void givesCxlOneSecondToSayHowLongItWillTake() {
    gpu.withCxl().registers.set(CXL_STATUS, 0xe000);
    assertErrno(Errno.ETIME, () -> driver.probe(gpu));
    assertEquals(2, seconds());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 4", "2, 16", "3, 64", "4, 256", "5, 256", "7, 256"})
  void givesCxlTheTimeThatItsCodeSays(int code, int allowed) throws ProbeDeclined {
    gpu.withCxl().registers.set(CXL_STATUS, code << 13 | VALID);
    assertErrno(Errno.ETIME, () -> driver.probe(gpu));
    assertEquals(allowed + 1, seconds());
    gpu.registers.become(CXL_STATUS, READY, Duration.ofSeconds(allowed));
    assertNotNull(driver.probe(gpu));
  }

  @Test
  void countsCxlsTimeFromWhenItIsSaid() throws ProbeDeclined {
    gpu.withCxl().registers.set(CXL_STATUS, 0);
    gpu.registers.become(CXL_STATUS, 1 << 13 | VALID, Duration.ofSeconds(1));
    gpu.registers.become(CXL_STATUS, READY, Duration.ofSeconds(5));
    assertNotNull(driver.probe(gpu));
    assertEquals(5, seconds());
  }

  private long seconds() {
    return Duration.ofNanos(gpu.clock.nanoTime()).toSeconds();
  }
}
