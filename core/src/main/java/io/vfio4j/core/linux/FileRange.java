package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Bytes of a file that the kernel moves between it and a socket, with no copy of ours in between.
 *
 * <p>No access of ours can fault: a file that became smaller meanwhile ends a transfer with {@code
 * EFAULT}.
 *
 * @param file whose bytes they are; stays its owner's
 * @param offset where in the file, in bytes
 * @param length in bytes
 */
public record FileRange(SharedFile file, long offset, long length) {

  public FileRange {
    Objects.checkFromIndexSize(offset, length, file.size());
  }

  /** What is left of it behind the first bytes. */
  public FileRange from(long skip) {
    return new FileRange(file, offset + skip, length - skip);
  }

  /**
   * Copies bytes to its start.
   *
   * @throws LinuxException with {@code EFAULT} if the file became smaller
   */
  public void copyFrom(MemorySegment source, long sourceOffset, long count) {
    file.hold();
    try {
      GuardedCopy.copy(source, sourceOffset, file.window(), offset, Math.min(count, length));
    } finally {
      file.release();
    }
  }

  /** Its address, for a call made while the file is held. */
  long address() {
    return file.window().address() + offset;
  }
}
