package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/** Copies to or from memory that another process can take away at any time. */
public final class GuardedCopy {
  private GuardedCopy() {}

  /**
   * Like {@link MemorySegment#copy(MemorySegment, long, MemorySegment, long, long)}.
   *
   * @throws LinuxException with {@code EFAULT} when the file behind a mapping became smaller; part
   *     of the bytes may be copied
   */
  public static void copy(
      MemorySegment source,
      long sourceOffset,
      MemorySegment target,
      long targetOffset,
      long count) {
    try {
      MemorySegment.copy(source, sourceOffset, target, targetOffset, count);
    } catch (InternalError fault) {
      throw LinuxException.withoutStackTrace(
          "copy", ErrnoTable.EFAULT, "the file behind the memory became smaller");
    }
  }
}
