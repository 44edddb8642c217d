package io.vfio4j.api.region;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A file whose pages are device memory: opaque to plugins, a descriptor to the host.
 *
 * <p>Implemented and owned by the host. It stays open as long as its function is there; whoever
 * holds a handle need not and cannot close it.
 *
 * @since 0.1
 */
public interface FileHandle {

  /** In bytes. */
  long size();

  /**
   * Maps a range of the file into this process, shared and writable.
   *
   * @param offset in the file, in bytes, a multiple of the page size
   * @param length in bytes
   * @param arena whose end unmaps it
   * @return a segment of exactly {@code length} bytes
   * @throws io.vfio4j.api.VfioException EINVAL if the range is not in the file or not page aligned,
   *     ENOMEM if it cannot be mapped
   */
  MemorySegment map(long offset, long length, Arena arena);
}
