package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRegionTest {
  private static final byte STALE = 0x55;
  private static final byte WRITTEN = 0x5a;

  private final FakeGpu gpu = new FakeGpu();
  private final MemoryRegion usemem = usemem(0x17c0000000L);
  private final MemoryRegion resmem = resmem(0x50000000L);

  private MemoryRegion usemem(long length) {
    MemoryRange range = new MemoryRange(FakeGpu.BASE, length, 0x2000000000L);
    return new MemoryRegion(gpu, NvgraceDevice.USEMEM, range, Caching.CACHED, gpu.readiness());
  }

  private MemoryRegion resmem(long length) {
    MemoryRange range = new MemoryRange(FakeGpu.BASE + 0x17c0000000L, length, 0x80000000L);
    return new MemoryRegion(
        gpu, NvgraceDevice.RESMEM, range, Caching.WRITE_COMBINING, gpu.readiness());
  }

  private MemoryRegion region(String name) {
    return name.equals("usemem") ? usemem : resmem;
  }

  @Test
  void tellsItsSizeAndTheOneAreaThatCanBeMapped() {
    RegionInfo info = usemem.info();
    assertEquals(4, info.index());
    assertEquals(0x2000000000L, info.size());
    assertEquals(EnumSet.allOf(RegionFlag.class), info.flags());
    assertEquals(List.of(new SparseMmapArea(0, 0x17c0000000L)), info.sparseMmapAreas());
    assertFalse(info.msixMappable());
    assertEquals(2, resmem.info().index());
    assertEquals(List.of(new SparseMmapArea(0, 0x50000000L)), resmem.info().sparseMmapAreas());
  }

  @Test
  void refusesABarThatIsLargerThanARegionCanBe() {
    MemoryRange range = new MemoryRange(0, 1, Long.MIN_VALUE);
    assertErrno(
        Errno.EOVERFLOW,
        () -> new MemoryRegion(gpu, NvgraceDevice.USEMEM, range, Caching.CACHED, gpu.readiness()));
  }

  @ParameterizedTest
  @CsvSource({
    "usemem, 0, 0x10, 16, 0",
    "usemem, 0x17bffffff8, 8, 8, 0",
    "usemem, 0x17bffffff8, 0x10, 8, 8",
    "usemem, 0x17c0000000, 1, 0, 1",
    "usemem, 0x17c0000000, 0x1000, 0, 4096",
    "usemem, 0x1fffffffff, 2, 0, 1",
    "usemem, 0, 0, 0, 0",
    "resmem, 0x4ffffff8, 0x10, 8, 8",
    "resmem, 0x50000000, 0x1000, 0, 4096",
    "resmem, 0x7ffffffc, 8, 0, 4"
  })
  void readsMemoryThenOnesAndStopsAtTheBarsEnd(
      String name, String at, String asked, int memory, int ones) {
    MemoryRegion region = region(name);
    long offset = Long.decode(at);
    byte[] target = new byte[Integer.decode(asked)];
    Arrays.fill(target, STALE);
    region.write(offset, filled(memory, WRITTEN));
    assertEquals(memory + ones, region.read(offset, MemorySegment.ofArray(target)));
    byte[] expected = new byte[target.length];
    Arrays.fill(expected, STALE);
    Arrays.fill(expected, 0, memory, WRITTEN);
    Arrays.fill(expected, memory, memory + ones, (byte) 0xff);
    assertEquals(Arrays.toString(expected), Arrays.toString(target));
  }

  @ParameterizedTest
  @CsvSource({
    "usemem, 0, 0x10, 16, 16",
    "usemem, 0x17bffffff8, 8, 8, 8",
    "usemem, 0x17bffffff8, 0x10, 8, 16",
    "usemem, 0x17c0000000, 1, 0, 1",
    "usemem, 0x17c0000000, 0x1000, 0, 4096",
    "usemem, 0x1fffffffff, 2, 0, 1",
    "usemem, 0, 0, 0, 0",
    "resmem, 0x4ffffff8, 0x10, 8, 16",
    "resmem, 0x50000000, 0x1000, 0, 4096"
  })
  void writesMemoryAndDropsWhatIsBehindIt(
      String name, String at, String asked, int memory, int taken) {
    MemoryRegion region = region(name);
    long offset = Long.decode(at);
    assertEquals(taken, region.write(offset, filled(Integer.decode(asked), WRITTEN)));
    if (memory > 0) {
      byte[] stored = new byte[memory];
      gpu.mapped.getFirst().read(offset, MemorySegment.ofArray(stored));
      assertEquals(WRITTEN, stored[0]);
      assertEquals(WRITTEN, stored[memory - 1]);
    } else {
      assertTrue(gpu.mapped.isEmpty(), "nothing to write, so nothing to map");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "usemem, 0x2000000000, 1",
    "usemem, 0x2000000000, 0",
    "resmem, 0x80000000, 0",
    "resmem, 0x7fffffffffffffff, 8"
  })
  void refusesWhatBeginsBehindTheBar(String name, String at, int count) {
    MemoryRegion region = region(name);
    MemorySegment bytes = MemorySegment.ofArray(new byte[count]);
    assertErrno(Errno.EINVAL, () -> region.read(Long.decode(at), bytes));
    assertErrno(Errno.EINVAL, () -> region.write(Long.decode(at), bytes));
  }

  @Test
  void succeedsWhereThereIsNoMemoryAlthoughItCannotBeMapped() {
    gpu.withoutMemoryBehindTheProperties();
    MemorySegment bytes = MemorySegment.ofArray(new byte[4]);
    assertEquals(4, usemem.read(0x17c0000000L, bytes));
    assertEquals(4, usemem.write(0x17c0000000L, bytes));
    assertErrno(Errno.ENOMEM, () -> usemem.read(0, bytes));
    assertErrno(Errno.ENOMEM, () -> usemem.write(0, bytes));
  }

  /** Resmem ends within a page here, and a page cannot be mapped in part. */
  @ParameterizedTest
  @CsvSource({
    "usemem, 0, 0x17c0000000",
    "usemem, 0x17bffff000, 0x1000",
    "resmem, 0, 0x50000000",
    "resmem, 0x4ffff000, 0x1000"
  })
  void mapsWholePagesOfMemory(String name, String at, String length) {
    MemoryRegion region = name.equals("usemem") ? usemem : resmem(0x50000800L);
    MmapRequest request = MmapRequest.shared(4, Long.decode(at), Long.decode(length));
    Mapping mapping = region.mmap(request);
    assertSame(gpu.mapped.getFirst(), mapping.file());
    assertEquals(request.offset(), mapping.fileOffset());
    assertEquals(request.length(), mapping.length());
    assertEquals(
        name.equals("usemem") ? Caching.CACHED : Caching.WRITE_COMBINING, mapping.caching());
  }

  @ParameterizedTest
  @CsvSource({
    "usemem, 0, 0x17c0001000, EINVAL",
    "usemem, 0x17c0000000, 0x1000, EINVAL",
    "usemem, 0x1fffffffff000, 0x1000, EINVAL",
    "usemem, 0, 0, EINVAL",
    "usemem, 0x800, 0x1000, EINVAL",
    "usemem, 0x1000, 0x7ffffffffffff000, EOVERFLOW",
    "resmem, 0, 0x50001000, EINVAL",
    "resmem, 0, 0x50000800, EINVAL",
    "resmem, 0x50000000, 0x800, EINVAL"
  })
  void refusesToMapAnythingElse(String name, String at, String length, Errno errno) {
    MemoryRegion region = name.equals("usemem") ? usemem : resmem(0x50000800L);
    MmapRequest request = MmapRequest.shared(4, Long.decode(at), Long.decode(length));
    assertErrno(errno, () -> region.mmap(request));
  }

  @Test
  void refusesAPrivateMapping() {
    assertErrno(Errno.EINVAL, () -> usemem.mmap(new MmapRequest(4, 0, 0x1000, false)));
  }

  @Test
  void isMappedOnceUntilItIsUnmapped() {
    MemorySegment bytes = MemorySegment.ofArray(new byte[4]);
    usemem.read(0, bytes);
    usemem.write(0x1000, bytes);
    usemem.mmap(MmapRequest.shared(4, 0, 0x1000));
    assertEquals(1, gpu.mapped.size());
    usemem.unmap();
    assertTrue(gpu.mapped.getFirst().closed());
    usemem.read(0, bytes);
    assertEquals(2, gpu.mapped.size());
  }

  private static MemorySegment filled(int count, byte value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, value);
    return MemorySegment.ofArray(bytes).asReadOnly();
  }
}
