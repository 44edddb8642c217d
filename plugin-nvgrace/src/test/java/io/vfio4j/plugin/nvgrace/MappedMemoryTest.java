package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GPU memory that is mapped in this process: taken back, and given again when it is ready. */
class MappedMemoryTest {
  private static final int COMMAND = 0x04;
  private static final int POWER_STATE = 0x44;
  private static final byte[] BYTES = {1, 2, 3, 4};

  private final Arena arena = Arena.ofConfined();
  private SimulatedDevice gpu;

  private MappedRegion map(String name, int region) {
    gpu = SimulatedDevice.bind(profile(name), new NvgraceDriver());
    gpu.device().open();
    return gpu.device().mmap(MmapRequest.shared(region, 0, 0x2000)).map(arena);
  }

  private static String profile(String name) {
    try {
      return Path.of(Objects.requireNonNull(MappedMemoryTest.class.getResource(name)).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    gpu.device().close();
    arena.close();
    gpu.close();
  }

  private Duration time() {
    return Duration.ofNanos(gpu.clock().nanoTime());
  }

  private static byte[] load(MappedRegion mapped) {
    byte[] bytes = new byte[4];
    mapped.read(0x1000, MemorySegment.ofArray(bytes));
    return bytes;
  }

  private static void store(MappedRegion mapped) {
    mapped.write(0x1000, MemorySegment.ofArray(BYTES));
  }

  private void writeConfig(int offset, int value) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[] {(byte) value});
    assertEquals(1, gpu.device().write(RegionIndex.CONFIG, offset, bytes));
  }

  private void feature(int number) {
    gpu.device().feature(new FeatureRequest(number, false, true, false, MemorySegment.NULL));
  }

  @ParameterizedTest
  @ValueSource(ints = {NvgraceDevice.RESMEM, NvgraceDevice.USEMEM})
  void waitsForMemoryAfterOpenAndAfterEachReset(int region) {
    MappedRegion mapped = map("slow-ready.json", region);
    Duration bound = time();
    store(mapped);
    assertEquals(bound.plusMillis(300), time());
    assertArrayEquals(BYTES, load(mapped));
    assertEquals(bound.plusMillis(300), time());
    gpu.device().reset();
    assertArrayEquals(BYTES, load(mapped));
    assertEquals(bound.plusMillis(600), time());
  }

  @ParameterizedTest
  @ValueSource(ints = {NvgraceDevice.RESMEM, NvgraceDevice.USEMEM})
  void isGoneWhileMemorySpaceIsOffThoughReadsGoOn(int region) {
    MappedRegion mapped = map("slow-ready.json", region);
    store(mapped);
    writeConfig(COMMAND, 0);
    assertErrno(Errno.EFAULT, () -> load(mapped));
    byte[] read = new byte[4];
    assertEquals(4, gpu.device().read(region, 0x1000, MemorySegment.ofArray(read)));
    assertArrayEquals(BYTES, read);
    writeConfig(COMMAND, 2);
    assertArrayEquals(BYTES, load(mapped));
  }

  @Test
  void isGoneInD3hotAndInLowPower() {
    MappedRegion mapped = map("gb300-cxl.json", NvgraceDevice.USEMEM);
    store(mapped);
    writeConfig(POWER_STATE, 3);
    assertErrno(Errno.EFAULT, () -> store(mapped));
    writeConfig(POWER_STATE, 0);
    store(mapped);
    feature(3);
    assertErrno(Errno.EFAULT, () -> store(mapped));
    feature(5);
    assertArrayEquals(BYTES, load(mapped));
  }
}
