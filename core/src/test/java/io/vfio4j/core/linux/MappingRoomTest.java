package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class MappingRoomTest {
  private static final int ENOUGH = 100_000;

  /** So that a plugin that never unmaps does not bring the process to vm.max_map_count. */
  @Test
  void aFunctionsMappingsAreLimitedUntilTheirArenaEnds() {
    try (SharedFile file = file()) {
      int first = mappedUntilEnomem(file);
      assertEquals(1_024, first);
      assertEquals(first, mappedUntilEnomem(file), "what an arena's end gave back");
    }
  }

  @Test
  void allFunctionsTogetherAreLimitedToo() {
    try (SharedFile file = file();
        Arena arena = Arena.ofConfined()) {
      int all = 0;
      for (int last = 1; last > 0; all += last) {
        last = mapUntilEnomem(file.behind(new MappingGate()), arena);
      }
      assertTrue(all > 15_000 && all <= 16_384, all + " mappings");
    }
  }

  @Test
  void aMappingThatCannotBeTakesNoRoom() {
    try (SharedFile file = file();
        Arena arena = Arena.ofConfined()) {
      Mapping outside = Mapping.of(file, 1 << 20, 4096, Caching.CACHED);
      for (int i = 0; i < 2_000; i++) {
        assertEquals(
            Errno.EINVAL, assertThrows(VfioException.class, () -> outside.map(arena)).errno());
      }
    }
  }

  private static SharedFile file() {
    return new SharedFile(Memfd.create("room", 4096));
  }

  private static int mappedUntilEnomem(SharedFile file) {
    try (Arena arena = Arena.ofConfined()) {
      return mapUntilEnomem(file, arena);
    }
  }

  private static int mapUntilEnomem(SharedFile file, Arena arena) {
    Mapping mapping = Mapping.of(file, 0, 4096, Caching.CACHED);
    for (int i = 0; i < ENOUGH; i++) {
      try {
        mapping.map(arena);
      } catch (VfioException e) {
        assertEquals(Errno.ENOMEM, e.errno());
        return i;
      }
    }
    return ENOUGH;
  }
}
