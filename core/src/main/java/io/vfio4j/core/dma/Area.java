package io.vfio4j.core.dma;

import io.vfio4j.core.linux.ClientMemory;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses that the client made known. Addresses are unsigned, the last one is inside.
 *
 * @param readable whether the device may read it
 * @param writable whether the device may write it
 * @param memory what is mapped of it; none if the client must be asked for it
 */
record Area(
    long first, long last, boolean readable, boolean writable, @Nullable ClientMemory memory)
    implements AutoCloseable {

  boolean contains(long address) {
    return Long.compareUnsigned(first, address) <= 0 && Long.compareUnsigned(address, last) <= 0;
  }

  /** How many of {@code count} bytes from an address in the area on are in the area. */
  long reach(long address, long count) {
    long behind = last - address;
    return Long.compareUnsigned(behind, count - 1) < 0 ? behind + 1 : count;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      MappingBudget.give();
    }
  }
}
