package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static io.vfio4j.plugin.nvgrace.FakeRegisters.CXL_STATUS;
import static io.vfio4j.plugin.nvgrace.FakeRegisters.LINK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.Caching;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first accesses to memory after a reset. */
class ReadinessAfterResetTest {
  private static final int COMMAND = 4;
  private static final byte MEMORY_SPACE = 2;
  private static final long LENGTH = 0x6000_0000L;
  private static final long BAR_SIZE = 0x8000_0000L;
  private static final byte[] ONES = {-1, -1, -1, -1};

  private final FakeGpu gpu = new FakeGpu();
  private final MemoryRegion region = region(gpu);

  private static MemoryRegion region(FakeGpu gpu) {
    MemoryRange range = new MemoryRange(FakeGpu.BASE, LENGTH, BAR_SIZE);
    return new MemoryRegion(
        gpu,
        NvgraceDevice.USEMEM,
        range,
        Caching.CACHED,
        new ReadinessCheck(gpu, MemoryStatus.of(gpu)));
  }

  @BeforeEach
  void turnMemorySpaceOn() {
    memorySpace(true);
  }

  private void memorySpace(boolean on) {
    gpu.core.config[COMMAND] = on ? MEMORY_SPACE : 0;
  }

  @Test
  void areLookedAtOnce() {
    gpu.resets++;
    read(0);
    int reads = gpu.registers.reads;
    assertTrue(reads > 0, "hardware was not asked");
    read(0);
    write(0);
    assertEquals(reads, gpu.registers.reads);
    gpu.resets++;
    write(0);
    assertEquals(2 * reads, gpu.registers.reads);
  }

  @Test
  void areNotLookedAtWithoutAReset() {
    gpu.registers.set(LINK, 0);
    memorySpace(false);
    assertArrayEquals(new byte[4], read(0));
    write(0);
  }

  @Test
  void failWhileMemorySpaceIsOff() {
    gpu.resets++;
    memorySpace(false);
    assertErrno(Errno.EIO, () -> read(0));
    assertErrno(Errno.EIO, () -> write(0));
    memorySpace(true);
    read(0);
    memorySpace(false);
    read(0);
    write(0);
  }

  @Test
  void failWhileTheFunctionSleeps() {
    gpu.resets++;
    gpu.core.config[FakeGpu.POWER_MANAGEMENT + 4] = 3;
    assertErrno(Errno.EIO, () -> read(0));
    gpu.core.config[FakeGpu.POWER_MANAGEMENT + 4] = 1;
    read(0);
  }

  @Test
  void areCheckedForTheirBoundsFirst() {
    gpu.resets++;
    memorySpace(false);
    assertErrno(Errno.EINVAL, () -> read(BAR_SIZE));
    assertErrno(Errno.EINVAL, () -> write(BAR_SIZE));
  }

  /** A read behind memory is checked though no memory is read; a write there is just dropped. */
  @Test
  void behindMemoryAreCheckedForReadsOnly() {
    gpu.resets++;
    memorySpace(false);
    assertErrno(Errno.EIO, () -> read(LENGTH));
    write(LENGTH);
    memorySpace(true);
    assertArrayEquals(ONES, read(LENGTH));
  }

  @Test
  void waitForLessThanASecondEach() {
    gpu.resets++;
    gpu.registers.set(LINK, 0);
    gpu.registers.become(LINK, 0xff, Duration.ofMillis(2500));
    for (int i = 1; i <= 2; i++) {
      assertErrno(Errno.EAGAIN, () -> read(0));
      assertEquals(Duration.ofMillis(900L * i), Duration.ofNanos(gpu.clock.nanoTime()));
    }
    read(0);
    assertEquals(Duration.ofMillis(2500), Duration.ofNanos(gpu.clock.nanoTime()));
  }

  @Test
  void timeOutAsTheProbeDoesAndThenFailAtOnce() {
    gpu.resets++;
    gpu.registers.set(LINK, 0);
    assertErrno(Errno.EAGAIN, () -> read(0));
    gpu.clock.advance(Duration.ofSeconds(30));
    assertErrno(Errno.ETIME, () -> write(0));
    long now = gpu.clock.nanoTime();
    assertErrno(Errno.ETIME, () -> read(0));
    assertEquals(now, gpu.clock.nanoTime());
    gpu.registers.set(LINK, 0xff);
    read(0);
  }

  @Test
  void beginANewWaitWithEachReset() {
    gpu.resets++;
    gpu.registers.set(LINK, 0);
    assertErrno(Errno.EAGAIN, () -> read(0));
    gpu.clock.advance(Duration.ofSeconds(31));
    gpu.resets++;
    assertErrno(Errno.EAGAIN, () -> read(0));
  }

  @Test
  void failIfCxlSaysThatTheHardwareIsGone() {
    FakeGpu cxl = new FakeGpu().withCxl();
    MemoryRegion memory = region(cxl);
    cxl.core.config[COMMAND] = MEMORY_SPACE;
    cxl.resets++;
    cxl.registers.set(CXL_STATUS, -1);
    assertErrno(Errno.ENODEV, () -> memory.read(0, MemorySegment.ofArray(new byte[4])));
  }

  /** CXL's status can be read with memory space off, and is waited for first. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void waitForCxlBeforeTheyLookAtMemorySpace(boolean ready) {
    FakeGpu cxl = new FakeGpu().withCxl();
    MemoryRegion memory = region(cxl);
    cxl.resets++;
    cxl.registers.set(CXL_STATUS, ready ? 3 : 4 << 13 | 1);
    assertErrno(
        ready ? Errno.EIO : Errno.EAGAIN, () -> memory.read(0, MemorySegment.ofArray(new byte[4])));
  }

  private byte[] read(long offset) {
    byte[] bytes = new byte[4];
    assertEquals(4, region.read(offset, MemorySegment.ofArray(bytes)));
    return bytes;
  }

  private void write(long offset) {
    assertEquals(4, region.write(offset, MemorySegment.ofArray(new byte[4])));
  }
}
