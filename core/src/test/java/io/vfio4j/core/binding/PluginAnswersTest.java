package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.FileHandle;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.Watchdog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that cannot be ones to what was asked. */
class PluginAnswersTest {
  private static final FileHandle FILE = new SixteenPages();

  private final RecordingLogger log = new RecordingLogger();

  /** A plugin's. A mock, since all that there is to say of it is one answer. */
  private final VfioDevice device = mock();

  private static final class SixteenPages implements FileHandle {
    @Override
    public long size() {
      return 0x10000;
    }

    @Override
    public MappedRegion map(Mapping mapping, Arena arena) {
      throw new AssertionError("map");
    }
  }

  private String eio(Consumer<VfioDevice> operation) {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    PluginFailures failures =
        new PluginFailures(log, new FakeClock(), driver, FakeFunction.ADDRESS);
    PluginCalls calls =
        new PluginCalls(driver.loader(), failures, Watchdog.off(), new Retirement());
    VfioDevice boundary = new PluginBoundary(device, calls);
    VfioException seen = assertThrows(VfioException.class, () -> operation.accept(boundary));
    assertEquals(Errno.EIO, seen.errno());
    assertEquals(1, log.lines.size());
    assertTrue(log.lines.getFirst().contains("acme.jar"), log.lines.getFirst());
    return log.lines.getFirst();
  }

  private static void assertContains(String part, String line) {
    assertTrue(line.contains(part), line);
  }

  @ParameterizedTest
  @CsvSource({"8, 5", "9, 4", "0, 0", "2147483647, 5", "9, 65537"})
  void countsThatNoPciDeviceHas(int regions, int irqs) {
    when(device.info()).thenReturn(DeviceInfo.pci(regions, irqs));
    assertContains(" regions, ", eio(VfioDevice::info));
  }

  @Test
  void anotherRegionsInfo() {
    when(device.regionInfo(2)).thenReturn(RegionInfo.absent(3));
    assertContains("asked for region 2 it tells of 3", eio(plugin -> plugin.regionInfo(2)));
  }

  @Test
  void anotherIrqsInfo() {
    when(device.irqInfo(2)).thenReturn(new IrqInfo(0, 1, Set.of()));
    assertContains("asked for IRQ index 2 it tells of 0", eio(plugin -> plugin.irqInfo(2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0x800, 0x1001, 0x100000})
  void aMappingOfAnotherLength(long length) {
    String line = mapped(Mapping.of(FILE, 0, length, Caching.CACHED));
    assertContains("asked for 0x1000 bytes of a file it gives 0x" + Long.toHexString(length), line);
  }

  @ParameterizedTest
  @ValueSource(longs = {0xf001, 0x10000, Long.MAX_VALUE - 0x1000})
  void aMappingThatTheFileDoesNotHave(long offset) {
    String line = mapped(Mapping.of(FILE, offset, 0x1000, Caching.CACHED));
    assertContains("are not in a file of 0x10000", line);
  }

  private String mapped(Mapping answer) {
    MmapRequest request = MmapRequest.shared(0, 0, 0x1000);
    when(device.mmap(request)).thenReturn(answer);
    return eio(plugin -> plugin.mmap(request));
  }

  @ParameterizedTest
  @ValueSource(longs = {0x800, 0x1001})
  void memoryOfAnotherLength(long length) {
    Mapping answer = Mapping.of(FILE, 0, length, Caching.CACHED);
    when(device.memoryBehind(0, 0, 0x1000)).thenReturn(Optional.of(answer));
    String line = eio(plugin -> plugin.memoryBehind(0, 0, 0x1000));
    assertContains("asked for 0x1000 bytes of a file it gives 0x", line);
  }

  @Test
  void featureDataWhoseMemoryIsGone() {
    MemorySegment data;
    try (Arena arena = Arena.ofConfined()) {
      data = arena.allocate(8);
    }
    FeatureRequest request = new FeatureRequest(1, true, false, false, MemorySegment.NULL);
    when(device.feature(request)).thenReturn(new FeatureResult(data));
    String line = eio(plugin -> plugin.feature(request));
    assertContains("no data that the session can read", line);
  }

  @Test
  void nothingAtAll() {
    assertContains("it answers null", eio(plugin -> plugin.regionInfo(0)));
  }
}
