package io.vfio4j.api.region;

import io.vfio4j.api.promise.Stable;

/**
 * How memory may be cached by the processor that maps it. On Arm the difference is visible and a
 * wrong one is an error; in vfio-user it is not transmitted, so it matters to in-process users.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum Caching {
  /** Ordinary memory, coherent with the device: write-back. */
  CACHED,
  /**
   * Writes may be combined, reads are not cached: {@code pgprot_writecombine}, on Arm Normal-NC.
   */
  WRITE_COMBINING,
  /** Registers: {@code pgprot_noncached}, on Arm Device-nGnRE. */
  UNCACHED
}
