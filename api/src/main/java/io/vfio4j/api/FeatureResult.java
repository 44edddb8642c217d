package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What a feature request answers with.
 *
 * @param data the feature's data after a GET, in the layout of linux/vfio.h, copied into the reply
 *     before the next call: alive, readable by the session's thread, and no larger than the
 *     request's argsz allows (else the client gets EINVAL). Of size 0 after SET and PROBE
 * @since 0.1
 */
@Stable(since = "0.1")
public record FeatureResult(MemorySegment data) {

  /** Checks that there is data. */
  public FeatureResult {
    Objects.requireNonNull(data, "data");
  }

  /** The answer to a SET or a PROBE that is fine. */
  public static final FeatureResult EMPTY = new FeatureResult(MemorySegment.NULL);
}
