package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.linux.SharedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimMemoryTest {
  private static final long BASE = 0x4000_0000_0000L;
  private static final long GIB = 1L << 30;
  private static final long SIZE = 96 * GIB;
  private static final int PAGE = 4096;

  private final SimHost host = SimHosts.open("sim:gh200-96g");
  private final HostFunction gpu = host.functions().getFirst();

  @AfterEach
  void close() {
    host.close();
  }

  private static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(PhysicalMemory memory, long offset, int length) {
    byte[] bytes = new byte[length];
    memory.read(offset, MemorySegment.ofArray(bytes));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void memoryTakesPagesOnlyWhereItIsWritten() {
    long before = host.allocatedBytes();
    assertTrue(before <= 64 * PAGE, "registers alone: " + before);
    try (PhysicalMemory memory = gpu.map(BASE, SIZE, Caching.CACHED)) {
      memory.write(0, bytes("begin"));
      memory.write(SIZE / 2, bytes("middle"));
      memory.write(SIZE - 3, bytes("end"));
      assertEquals("begin", text(memory, 0, 5));
      assertEquals("middle", text(memory, SIZE / 2, 6));
      assertEquals("end", text(memory, SIZE - 3, 3));
    }
    assertEquals(before + 3 * PAGE, host.allocatedBytes());
  }

  @Test
  void readingWhatWasNeverWrittenTakesNothing() {
    long before = host.allocatedBytes();
    try (PhysicalMemory memory = gpu.map(BASE, SIZE, Caching.CACHED);
        Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(1 << 20).fill((byte) 1);
      memory.read(40 * GIB, target);
      assertEquals(-1, target.mismatch(arena.allocate(1 << 20)));
    }
    HostBar bar = gpu.bar(2).orElseThrow();
    assertEquals(0, bar.read(100 * GIB, 8));
    assertEquals(4096, bar.copyOut(127 * GIB, MemorySegment.ofArray(new byte[4096])));
    assertEquals(before, host.allocatedBytes());
  }

  @Test
  void mappingShowsTheSameBytesAndOutlivesTheHolder() {
    Mapping mapping;
    try (PhysicalMemory memory = gpu.map(BASE + GIB, GIB, Caching.WRITE_COMBINING)) {
      memory.write(PAGE, bytes("seen"));
      mapping = memory.mapping(PAGE, PAGE);
    }
    assertEquals(Caching.WRITE_COMBINING, mapping.caching());
    assertEquals(GIB + PAGE, mapping.fileOffset());
    assertEquals(SIZE, mapping.file().size());
    try (Arena arena = Arena.ofConfined()) {
      MappedRegion mapped = mapping.map(arena);
      MemorySegment first = arena.allocate(1);
      mapped.read(0, first);
      assertEquals('s', first.get(ValueLayout.JAVA_BYTE, 0));
      mapped.write(0, bytes("S"));
    }
    try (PhysicalMemory memory = gpu.map(BASE, SIZE, Caching.CACHED)) {
      assertEquals("Seen", text(memory, GIB + PAGE, 4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x3ffffffff000, 0x1000",
    "0x400000000000, 0x1800000001",
    "0x400000000000, 0",
    "0x400000000000, -1",
    "0x5800000000, 1",
    "0x7fffffffffffffff, 0x7fffffffffffffff",
    "0x660000000000, 0x1000",
  })
  void whereThereIsNoMemoryThereIsNoMapping(String base, String length) {
    VfioException e =
        assertThrows(
            VfioException.class,
            () -> gpu.map(Long.decode(base), Long.decode(length), Caching.CACHED).close());
    assertEquals(Errno.ENOMEM, e.errno());
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0x1000, 1", "0xfff, 2", "0x7fffffffffffffff, 2"})
  void accessOutsideIsRefused(String offset, int length) {
    long at = Long.decode(offset);
    MemorySegment segment = MemorySegment.ofArray(new byte[length]);
    try (PhysicalMemory memory = gpu.map(BASE, PAGE, Caching.CACHED)) {
      assertErrno(Errno.EINVAL, () -> memory.read(at, segment));
      assertErrno(Errno.EINVAL, () -> memory.write(at, segment));
      assertErrno(Errno.EINVAL, () -> memory.mapping(at, length));
      assertErrno(Errno.EINVAL, () -> memory.mapping(0, 0));
    }
  }

  private static void assertErrno(Errno errno, Runnable access) {
    assertEquals(errno, assertThrows(VfioException.class, access::run).errno());
  }

  @Test
  void nothingButCloseWorksAfterClose() {
    PhysicalMemory memory = gpu.map(BASE, PAGE, Caching.CACHED);
    memory.close();
    memory.close();
    assertThrows(IllegalStateException.class, memory::base);
    assertThrows(IllegalStateException.class, memory::length);
    assertThrows(IllegalStateException.class, memory::caching);
    assertThrows(IllegalStateException.class, () -> memory.mapping(0, PAGE));
  }

  @Test
  void memoryOutlivesResetsAndClientsWhileRegistersAreRestored() {
    HostBar registers = gpu.bar(0).orElseThrow();
    try (PhysicalMemory memory = gpu.map(BASE, SIZE, Caching.CACHED)) {
      memory.write(GIB, bytes("kept"));
      registers.write(0x1498, 4, 0);
      registers.write(0x5000, 4, 0x5eed);
      gpu.attach((_, _) -> false, new FakeGuestMemory(0, 1), Runnable::run);
      gpu.detach();
      assertEquals(0, registers.read(0x1498, 4));
      gpu.reset();
      assertEquals("kept", text(memory, GIB, 4));
    }
    assertEquals(0xff, registers.read(0x1498, 4));
    assertEquals(0x5eed, registers.read(0x5000, 4));
  }

  @Test
  void filesSayWhatTheyAre() throws IOException {
    try (PhysicalMemory memory = gpu.map(BASE, PAGE, Caching.CACHED)) {
      SharedFile file = (SharedFile) memory.mapping(0, PAGE).file();
      Path link = Path.of("/proc/self/fd/" + file.descriptor().number());
      assertEquals(
          "/memfd:vfio4j-0009:01:00.0-coherent (deleted)", Files.readSymbolicLink(link).toString());
    }
  }

  @Test
  void closingTheHostLeavesNoDescriptorAndNoMapping() throws IOException {
    host.close();
    try (SimHost first = SimHosts.open("sim:gb200")) {
      assertEquals(7, ours("/proc/self/fd"));
      assertEquals(2, first.functions().size());
    }
    assertEquals(0, ours("/proc/self/fd"));
    String maps = Files.readString(Path.of("/proc/self/maps"));
    assertTrue(maps.lines().noneMatch(line -> line.contains("memfd:vfio4j-")));
  }

  private static long ours(String directory) throws IOException {
    try (Stream<Path> links = Files.list(Path.of(directory))) {
      return links.filter(link -> target(link).contains("memfd:vfio4j-")).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return ""; // The descriptor of the listing itself.
    }
  }

  @Test
  void accessToAClosedHostIsNoAccess() {
    host.close();
    HostBar bar = gpu.bar(0).orElseThrow();
    assertThrows(IllegalStateException.class, () -> bar.read(0, 4));
    byte[] bytes = {1};
    assertThrows(IllegalStateException.class, () -> bar.copyOut(0, MemorySegment.ofArray(bytes)));
    assertArrayEquals(new byte[] {1}, bytes);
  }
}
