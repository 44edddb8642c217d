package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/**
 * DMA_MAP, request; the reply has no payload.
 *
 * <pre>
 *   0       4       8          16          24        32
 *   +-------+-------+----------+-----------+---------+
 *   | argsz | flags |  offset  |  address  |  size   |
 *   +-------+-------+----------+-----------+---------+
 *
 *   flags   0  readable by the device      2  reach it with mmap      (extension)
 *           1  writable by the device      3  reach it with file I/O  (extension)
 * </pre>
 *
 * The memory is a file's, from the offset on, if a descriptor comes along; else it is reached by
 * {@link DmaAccess}.
 */
public final class DmaMap extends View {
  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int OFFSET = 8;
  private static final int ADDRESS = 16;
  private static final int AREA_SIZE = 24;
  private static final int SIZE = 32;

  private static final int READABLE = 1;
  private static final int WRITABLE = 2;

  /** A message laid over nothing yet. */
  public DmaMap() {
    super(SIZE);
  }

  /**
   * Checks the fields that can be checked without knowing other maps.
   *
   * @throws VfioException EINVAL if argsz or flags are wrong. The two flags of the extension are:
   *     no client sets one that was not told of it, and none is told
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
    int flags = i32(FLAGS);
    if (flags == 0 || (flags & ~(READABLE | WRITABLE)) != 0) {
      throw VfioException.refused(Errno.EINVAL, "DMA_MAP flags 0x" + Integer.toHexString(flags));
    }
  }

  /** Whether the device may read the memory. */
  public boolean readable() {
    return (i32(FLAGS) & READABLE) != 0;
  }

  /** Whether the device may write the memory. */
  public boolean writable() {
    return (i32(FLAGS) & WRITABLE) != 0;
  }

  /** Where in the file, in bytes; unsigned. */
  public long offset() {
    return i64(OFFSET);
  }

  /** IOVA; unsigned. */
  public long address() {
    return i64(ADDRESS);
  }

  /** In bytes; unsigned. */
  public long size() {
    return i64(AREA_SIZE);
  }
}
