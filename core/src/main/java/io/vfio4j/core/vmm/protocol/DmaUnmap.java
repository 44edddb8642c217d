package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/**
 * DMA_UNMAP, request and reply.
 *
 * <pre>
 *   0       4       8           16        24
 *   +-------+-------+-----------+---------+
 *   | argsz | flags |  address  |  size   |
 *   +-------+-------+-----------+---------+
 *
 *   flags   0  the dirty bitmap is asked for, and two words follow: not served
 *           1  ALL: every area; address and size are 0
 * </pre>
 */
public final class DmaUnmap extends View {
  /** Bytes of a reply. */
  public static final int SIZE = 24;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int ADDRESS = 8;
  private static final int AREA_SIZE = 16;

  private static final int ALL = 2;

  /** A message laid over nothing yet. */
  public DmaUnmap() {
    super(SIZE);
  }

  /**
   * Checks the fields that can be checked without knowing the maps.
   *
   * @throws VfioException EINVAL if argsz or flags are wrong, or do not go with address and size
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
    boolean knownFlags = (i32(FLAGS) & ~ALL) == 0;
    if (!knownFlags || (all() && (address() != 0 || size() != 0))) {
      throw VfioException.refused(
          Errno.EINVAL, "DMA_UNMAP flags 0x" + Integer.toHexString(i32(FLAGS)));
    }
  }

  /** Whether every area is meant. */
  public boolean all() {
    return (i32(FLAGS) & ALL) != 0;
  }

  /** IOVA; unsigned. */
  public long address() {
    return i64(ADDRESS);
  }

  /** In bytes; unsigned. */
  public long size() {
    return i64(AREA_SIZE);
  }

  /** Writes the reply to a request, which repeats it. */
  public void putReply(DmaUnmap request) {
    u32(ARGSZ, SIZE);
    u32(FLAGS, request.i32(FLAGS));
    i64(ADDRESS, request.address());
    i64(AREA_SIZE, request.size());
  }
}
