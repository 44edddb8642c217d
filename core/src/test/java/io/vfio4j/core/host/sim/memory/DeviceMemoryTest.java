package io.vfio4j.core.host.sim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceMemoryTest {
  private static final long SMALL = 1 << 20;
  private static final long LARGE = 1L << 36;
  private static final int ACCESSES = 1000;

  /** What this thread asked the kernel for: linux's Documentation/filesystems/proc.rst, 3.3. */
  private static final Path COUNTERS = Path.of("/proc/thread-self/io");

  private static long readAndWriteCalls() throws IOException {
    List<String> lines = Files.readAllLines(COUNTERS);
    return lines.stream()
        .filter(line -> line.startsWith("syscr:") || line.startsWith("syscw:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  /** Once before it counts, since to load a class is to read. */
  private static long callsFor(DeviceMemory memory) throws IOException {
    access(memory);
    readAndWriteCalls();
    long before = readAndWriteCalls();
    long counting = readAndWriteCalls() - before;
    before = readAndWriteCalls();
    access(memory);
    return readAndWriteCalls() - before - counting;
  }

  private static void access(DeviceMemory memory) {
    for (int i = 0; i < ACCESSES; i++) {
      memory.set(8, Integer.BYTES, i);
      assertEquals(i, memory.get(8, Integer.BYTES));
    }
  }

  @Test
  void registersOfSmallMemoryCostNoSystemCall() throws IOException {
    assumeTrue(Files.exists(COUNTERS), "a kernel without task I/O accounting");
    try (DeviceMemory small = new DeviceMemory("small", SMALL);
        DeviceMemory large = new DeviceMemory("large", LARGE)) {
      assertEquals(0, callsFor(small));
      // So the counter does see them.
      assertEquals(2 * ACCESSES, callsFor(large));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {SMALL, LARGE})
  void registerIsLittleEndianZeroExtendedAndTheSameBytesAsTheMemory(long size) {
    try (DeviceMemory memory = new DeviceMemory("registers", size)) {
      memory.set(size - 8, Long.BYTES, 0xf8f7_f6f5_f4f3_f2f1L);
      assertEquals(0xf1, memory.get(size - 8, Byte.BYTES));
      assertEquals(0xf4f3, memory.get(size - 6, Short.BYTES));
      assertEquals(0xf8f7_f6f5L, memory.get(size - 4, Integer.BYTES));
      memory.set(size - 4, Short.BYTES, 0x1_0203);
      memory.set(size - 1, Byte.BYTES, 0x1ff);
      assertEquals(0xfff7_0203_f4f3_f2f1L, memory.get(size - 8, Long.BYTES));
      MemorySegment bytes = MemorySegment.ofArray(new byte[8]);
      memory.read(size - 8, bytes);
      assertEquals((byte) 0xf1, bytes.get(ValueLayout.JAVA_BYTE, 0));
      bytes.fill((byte) 0x11);
      memory.write(size - 8, bytes);
      assertEquals(0x1111_1111L, memory.get(size - 8, Integer.BYTES));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {SMALL, LARGE})
  void bulkIsCopiedToTheLastByteOnAndOffTheHeap(long size) {
    try (DeviceMemory memory = new DeviceMemory("bulk", size);
        Arena arena = Arena.ofConfined()) {
      MemorySegment written = arena.allocate(5000).fill((byte) 0x5a);
      MemorySegment onHeap = MemorySegment.ofArray(new byte[5000]);
      MemorySegment offHeap = arena.allocate(5000);
      memory.write(size - 5000, written);
      memory.read(size - 5000, onHeap);
      assertEquals(-1, written.mismatch(onHeap));
      memory.write(size - 10_000, onHeap.fill((byte) 0x3c));
      memory.read(size - 10_000, offHeap);
      assertEquals(-1, onHeap.mismatch(offHeap));
      assertEquals(0x5a, memory.get(size - 5000, Byte.BYTES));
    }
  }

  @Test
  void registerAndItsMappingAreTheSameBytes() {
    try (DeviceMemory memory = new DeviceMemory("mapped", SMALL);
        Arena arena = Arena.ofConfined()) {
      memory.set(0, Integer.BYTES, 42);
      MemorySegment mapped = memory.file().map(0, SMALL, arena);
      assertEquals(42, mapped.get(ValueLayout.JAVA_BYTE, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {SMALL, LARGE})
  void nothingIsReachedOnceClosed(long size) {
    DeviceMemory memory = new DeviceMemory("closed", size);
    memory.close();
    assertThrows(IllegalStateException.class, () -> memory.get(0, Long.BYTES));
    assertThrows(IllegalStateException.class, () -> memory.set(0, Long.BYTES, 1));
  }
}
