package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The one place where a checked part of a segment becomes an address for the kernel.
 *
 * <p>The address is a plain number: a segment in a shared arena could not be closed as long as a
 * call that takes it as a pointer blocks. In return the caller keeps the segment alive until the
 * call returns.
 */
final class NativeRange {
  private NativeRange() {}

  static long readable(MemorySegment segment, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, segment.byteSize());
    if (!segment.isNative()) {
      throw new IllegalArgumentException("the kernel needs an off-heap segment");
    }
    if (!segment.scope().isAlive()) {
      throw new IllegalStateException("the segment is closed");
    }
    return segment.address() + offset;
  }

  static long writable(MemorySegment segment, long offset, long length) {
    if (segment.isReadOnly()) {
      throw new IllegalArgumentException("the segment is read-only");
    }
    return readable(segment, offset, length);
  }
}
