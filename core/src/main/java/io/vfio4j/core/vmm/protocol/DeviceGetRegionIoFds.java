package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/**
 * DEVICE_GET_REGION_IO_FDS, request and reply.
 *
 * <pre>
 *   0       4       8       12      16
 *   +-------+-------+-------+-------+---------+
 *   | argsz | flags | index | count | entries |
 *   +-------+-------+-------+-------+---------+
 * </pre>
 *
 * We have no entries to offer, so there is no picture of one.
 */
public final class DeviceGetRegionIoFds extends View {
  /** Bytes of a reply without entries. */
  public static final int SIZE = 16;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int COUNT = 12;

  /** A message laid over nothing yet. */
  public DeviceGetRegionIoFds() {
    super(SIZE);
  }

  /**
   * Checks a request.
   *
   * @throws VfioException EINVAL if argsz is too small, or flags or count are not 0
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
    if (i32(FLAGS) != 0 || i32(COUNT) != 0) {
      throw VfioException.refused(Errno.EINVAL, "flags and count must be 0");
    }
  }

  /** Region index; unsigned. */
  public int index() {
    return i32(INDEX);
  }

  /** Writes a reply without entries. */
  public void putNone(int index) {
    u32(ARGSZ, SIZE);
    u32(FLAGS, 0);
    u32(INDEX, index);
    u32(COUNT, 0);
  }
}
