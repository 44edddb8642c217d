package io.vfio4j.core.linux;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many mappings plugins may have in this process, one function's and all together.
 *
 * <p>Linux allows a process 65530 (vm.max_map_count), and a JVM that gets no more ends, for
 * everyone. So a quarter is for plugins, and a function whose plugin forgets to unmap leaves some
 * to the others.
 */
final class MappingRoom {
  private static final Semaphore ALL = new Semaphore(16_384);

  private final Semaphore functions = new Semaphore(1_024);

  /**
   * Maps, and keeps the room until the arena ends.
   *
   * @throws VfioException ENOMEM if there is no room
   */
  @SuppressWarnings("restricted")
  MemorySegment take(Arena arena, Supplier<MemorySegment> map) {
    take();
    try {
      MemorySegment mapped = map.get();
      return mapped.reinterpret(arena, _ -> give());
    } catch (Throwable e) {
      give();
      throw e;
    }
  }

  private void take() {
    if (!functions.tryAcquire()) {
      throw full("of this function");
    }
    if (!ALL.tryAcquire()) {
      functions.release();
      throw full("in this process");
    }
  }

  private static VfioException full(String whose) {
    return VfioException.refused(
        Errno.ENOMEM,
        "too many mappings " + whose + ": close the arenas of those that are not used");
  }

  private void give() {
    ALL.release();
    functions.release();
  }
}
