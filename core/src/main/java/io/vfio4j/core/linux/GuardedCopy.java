package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * Copies to or from memory that another process can take away at any time.
 *
 * <p>Such an access raises SIGBUS, which the JVM turns into an {@link InternalError}. In compiled
 * code it notes the error and throws it only where it next looks for such things, which may lie
 * behind the {@code catch} that was meant for it. So a plain try around a copy is not enough.
 */
public final class GuardedCopy {
  private static final Object NOTHING = new Object();

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
      throwPendingError();
    } catch (InternalError fault) {
      throw LinuxException.withoutStackTrace(
          "copy", ErrnoTable.EFAULT, "the file behind the memory became smaller");
    }
  }

  /**
   * The return from a native method is such a place, and this one costs next to nothing. It never
   * answers yes, as nobody else knows the object.
   */
  private static void throwPendingError() {
    if (Thread.holdsLock(NOTHING)) {
      throw new AssertionError();
    }
  }
}
