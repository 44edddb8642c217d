package io.vfio4j.api;

import java.lang.foreign.MemorySegment;

/**
 * What a feature request answers with.
 *
 * @param data the feature's data after a GET, in the layout of linux/vfio.h, copied into the reply
 *     before the next call; of size 0 after SET and PROBE
 * @since 0.1
 */
public record FeatureResult(MemorySegment data) {

  /** The answer to a SET or a PROBE that is fine. */
  public static final FeatureResult EMPTY = new FeatureResult(MemorySegment.NULL);
}
