package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct vfio_device_feature} of linux/vfio.h without its argsz.
 *
 * <pre>
 *   flags  31        19   18     17    16   15                    0
 *         +------------+-------+-----+-----+-----------------------+
 *         |     0      | PROBE | SET | GET |        feature        |
 *         +------------+-------+-----+-----+-----------------------+
 * </pre>
 *
 * @param feature feature number, VFIO_DEVICE_FEATURE_…, 0 to 0xffff
 * @param get VFIO_DEVICE_FEATURE_GET
 * @param set VFIO_DEVICE_FEATURE_SET
 * @param probe VFIO_DEVICE_FEATURE_PROBE: asks only whether {@code get} and {@code set} would be
 *     served
 * @param data what follows the struct in the request; valid during the call only
 * @param files what descriptors in the data mean
 * @since 0.1
 */
@Stable(since = "0.1")
public record FeatureRequest(
    int feature, boolean get, boolean set, boolean probe, MemorySegment data, ClientFiles files) {

  /** Checks that the number is one of 16 bits. */
  public FeatureRequest {
    if (feature < 0 || feature > 0xffff) {
      throw new IllegalArgumentException("feature " + feature + " is not a 16-bit number");
    }
  }

  /**
   * A request of a client that has no files here.
   *
   * @param feature feature number, 0 to 0xffff
   * @param get VFIO_DEVICE_FEATURE_GET
   * @param set VFIO_DEVICE_FEATURE_SET
   * @param probe VFIO_DEVICE_FEATURE_PROBE
   * @param data what follows the struct in the request
   */
  public FeatureRequest(int feature, boolean get, boolean set, boolean probe, MemorySegment data) {
    this(feature, get, set, probe, data, ClientFiles.NONE);
  }
}
