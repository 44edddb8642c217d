package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.core.linux.FileMapping.Access;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedCopyTest {
  private static final long PAGE = 4096;

  /** Enough for the JIT's best code, where an error comes latest. */
  private static final int WARM = 100_000;

  @Test
  void copiesTheBytesAskedFor() {
    MemorySegment target = Bytes.of("..........");
    GuardedCopy.copy(Bytes.of("abcdef"), 1, target, 2, 3);
    assertEquals("..bcd.....", Bytes.text(target, 10));
  }

  @Test
  void checksBoundsLikeAnyCopy() {
    MemorySegment small = Bytes.room(4);
    assertThrows(IndexOutOfBoundsException.class, () -> GuardedCopy.copy(small, 1, small, 0, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 8, 64, 4096})
  void memoryThatIsTakenAwayIsAnErrorOfTheCopyItself(int size) {
    MemorySegment local = Bytes.room(PAGE);
    try (Descriptor memfd = Memfd.createUnsealed("truncated", 2 * PAGE);
        FileMapping mapping = FileMapping.map(memfd, 0, 2 * PAGE, Access.READ_WRITE)) {
      MemorySegment shared = mapping.segment();
      assertEquals(0, faults(shared, PAGE, local, 0, size, WARM));
      assertEquals(0, faults(local, 0, shared, PAGE, size, WARM));
      LinuxException.check("ftruncate", MemoryCalls.ftruncate(memfd.number(), PAGE));
      assertEquals(100, faults(shared, PAGE, local, 0, size, 100));
      assertEquals(100, faults(local, 0, shared, PAGE, size, 100));
      assertEquals(0, faults(shared, 0, local, 0, size, 100));
    }
  }

  private static int faults(
      MemorySegment source, long from, MemorySegment target, long to, long size, int times) {
    int faults = 0;
    for (int i = 0; i < times; i++) {
      try {
        GuardedCopy.copy(source, from, target, to, size);
      } catch (LinuxException e) {
        assertEquals("EFAULT", e.errnoName());
        faults++;
      }
    }
    return faults;
  }
}
