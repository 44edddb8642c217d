package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;
import java.lang.foreign.MemorySegment;

/**
 * A range of the host's physical memory that a driver has mapped for itself, and can hand on to a
 * VMM.
 *
 * <p>Implemented by the host. After {@link #close()} every method but {@code close} throws {@link
 * IllegalStateException}. Not for two threads at a time.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface PhysicalMemory extends AutoCloseable {

  /** Physical address, in bytes. */
  long base();

  /** In bytes. */
  long length();

  /** How it is cached. */
  Caching caching();

  /**
   * Copies out of the memory. Memory that was never written reads as zeros and is not allocated by
   * being read.
   *
   * @param offset from the base, in bytes
   * @param target where the bytes go; its size is the count
   * @throws io.vfio4j.api.VfioException EINVAL outside the range
   */
  void read(long offset, MemorySegment target);

  /**
   * Copies into the memory.
   *
   * @param offset from the base, in bytes
   * @param source the bytes; its size is the count
   * @throws io.vfio4j.api.VfioException EINVAL outside the range, ENOMEM if the host has no memory
   *     left
   */
  void write(long offset, MemorySegment source);

  /**
   * Hands a part of it on, for {@link io.vfio4j.api.VfioDevice#mmap}. What is handed on outlives
   * {@link #close()}.
   *
   * @param offset from the base, in bytes
   * @param length in bytes
   * @throws io.vfio4j.api.VfioException EINVAL outside the range
   */
  Mapping mapping(long offset, long length);

  /** Unmaps it. The memory's contents stay. */
  @Override
  void close();
}
