package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;

/**
 * DEVICE_FEATURE, request and reply: {@code struct vfio_device_feature} of linux/vfio.h.
 *
 * <pre>
 *   0       4       8
 *   +-------+-------+------+       flags  0-15  feature
 *   | argsz | flags | data |                16  GET      17  SET      18  PROBE
 *   +-------+-------+------+
 * </pre>
 */
public final class DeviceFeature extends View {
  /** Where data begins. */
  public static final int DATA = 8;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;

  private static final int FEATURE = 0xffff;
  private static final int GET = 0x10000;
  private static final int SET = 0x20000;
  private static final int PROBE = 0x40000;

  /** A message laid over nothing yet. */
  public DeviceFeature() {
    super(DATA);
  }

  /**
   * The request, checked. Its data is valid as long as the bytes underneath.
   *
   * @throws VfioException EINVAL if argsz is too small or the flags do not go together
   */
  public FeatureRequest request() {
    checkArgsz(argsz());
    int flags = i32(FLAGS);
    boolean get = (flags & GET) != 0;
    boolean set = (flags & SET) != 0;
    boolean probe = (flags & PROBE) != 0;
    boolean one = probe || get != set;
    if (!one || (flags & ~(FEATURE | GET | SET | PROBE)) != 0) {
      throw VfioException.refused(Errno.EINVAL, "feature flags 0x" + Integer.toHexString(flags));
    }
    return new FeatureRequest(
        flags & FEATURE, get, set, probe, bytes().asSlice(start() + DATA, length() - DATA));
  }

  /** How much of a reply the client can take. */
  public long argsz() {
    return u32(ARGSZ);
  }

  /** Writes the fields of the reply to a GET; data follows. */
  public void putReply(DeviceFeature request, long argsz) {
    u32(ARGSZ, argsz);
    u32(FLAGS, request.i32(FLAGS));
  }
}
