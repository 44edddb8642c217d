package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random accesses around the ends of memory and BAR, against a model of single bytes. */
class MemoryRegionPropertyTest {
  private final Random random = new Random(0x2342);

  @Test
  void movesTheBytesThatAByteWiseModelSays() {
    for (int device = 0; device < 100; device++) {
      int bits = 12 + random.nextInt(29);
      long bar = 1L << bits;
      long length = bar - random.nextLong(bar / 2);
      MemoryRange range = new MemoryRange(random.nextLong() >>> 8, length, bar);
      FakeGpu gpu = new FakeGpu();
      MemoryRegion region = new MemoryRegion(gpu, 4, range, Caching.CACHED, gpu.readiness());
      Map<Long, Byte> memory = new HashMap<>();
      for (int step = 0; step < 200; step++) {
        long edge = step % 2 == 0 ? length : bar;
        access(region, memory, Math.max(0, edge - 32 + random.nextInt(64)), range);
      }
    }
  }

  private void access(MemoryRegion region, Map<Long, Byte> memory, long at, MemoryRange range) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    MemorySegment segment = MemorySegment.ofArray(bytes);
    if (random.nextBoolean()) {
      long expected = modelWrite(memory, at, bytes, range);
      assertEquals(expected, result(() -> region.write(at, segment.asReadOnly())));
    } else {
      byte[] model = bytes.clone();
      long expected = modelRead(memory, at, model, range);
      assertEquals(expected, result(() -> region.read(at, segment)));
      assertArrayEquals(model, bytes);
    }
  }

  private static long modelWrite(Map<Long, Byte> memory, long at, byte[] bytes, MemoryRange range) {
    if (at >= range.barSize()) {
      return -22;
    }
    int count = 0;
    while (count < bytes.length && at + count < range.barSize()) {
      if (at + count < range.length()) {
        memory.put(at + count, bytes[count]);
      }
      count++;
    }
    return count;
  }

  private static long modelRead(Map<Long, Byte> memory, long at, byte[] bytes, MemoryRange range) {
    if (at >= range.barSize()) {
      return -22;
    }
    int count = 0;
    while (count < bytes.length && at + count < range.barSize()) {
      boolean present = at + count < range.length();
      bytes[count] = present ? memory.getOrDefault(at + count, (byte) 0) : (byte) 0xff;
      count++;
    }
    return count;
  }

  private interface Transfer {
    long run();
  }

  private static long result(Transfer transfer) {
    try {
      return transfer.run();
    } catch (VfioException e) {
      return -e.errno().number();
    }
  }
}
