package io.vfio4j.core.vmm.session;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Bytes of a write as a device gets them: read-only. Those of a register are copied to a place of
 * their own, because where in the receive buffer they are is different for each write of a burst.
 */
final class WriteSource implements AutoCloseable {
  private static final int REGISTER = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment register = arena.allocate(REGISTER, REGISTER);
  private final Slices registers = new Slices(true);
  private final Slices bulk = new Slices(true);

  MemorySegment of(MemorySegment bytes, long offset, long count) {
    if (count > REGISTER) {
      return bulk.of(bytes, offset, count);
    }
    MemorySegment.copy(bytes, offset, register, 0, count);
    return registers.of(register, 0, count);
  }

  @Override
  public void close() {
    arena.close();
  }
}
