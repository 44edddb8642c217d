package io.vfio4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory straight from the kernel, which has it back at once when it is closed. What an arena
 * itself allocates comes from the C library, and that keeps what thousands of clients have used.
 */
public final class AnonymousMemory {
  private AnonymousMemory() {}

  /**
   * Zeros, at a page's beginning; a page takes room from its first write on.
   *
   * @param arena has the memory given back when it is closed
   * @throws LinuxException {@code ENOMEM}
   */
  public static MemorySegment allocate(Arena arena, long size) {
    long address = LinuxException.check("mmap", MemoryCalls.mmapAnonymous(size));
    return FileMapping.owned(address, size, arena);
  }
}
