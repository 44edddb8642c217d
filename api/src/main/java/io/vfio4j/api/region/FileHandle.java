package io.vfio4j.api.region;

import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import java.lang.foreign.Arena;

/**
 * A file whose pages are device memory: opaque to plugins, a descriptor to the host.
 *
 * <p>Implemented and owned by the host. It stays open as long as its function is there; whoever
 * holds a handle need not and cannot close it.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface FileHandle {

  /** In bytes: {@code st_size} of {@code fstat(2)}. */
  long size();

  /**
   * Maps a range of the file into this process: {@code mmap(2)}, see {@link Mapping#map}. Called on
   * any thread.
   *
   * @param mapping of this file
   * @param arena whose end unmaps it
   * @throws io.vfio4j.api.VfioException EINVAL if the range is not in the file or not page aligned,
   *     ENOMEM if it cannot be mapped
   */
  @Experimental(since = "0.1")
  MappedRegion map(Mapping mapping, Arena arena);
}
