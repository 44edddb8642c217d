package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.FileRange;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Knows where the end of a long frame belongs, so that it is received there and not copied. */
public interface LongFrames {
  /** All of every frame goes into the buffer. */
  LongFrames IN_THE_BUFFER = (bytes, start, size) -> Optional.empty();

  /**
   * Asked once for each frame that is longer than what one receive takes.
   *
   * @param bytes hold the frame's first {@link FrameReader#HEAD} bytes, maybe more
   * @param start where in them it begins
   * @param size of the whole frame
   * @return where all its bytes behind the head go; empty if that is the buffer
   */
  Optional<FileRange> place(MemorySegment bytes, long start, long size);
}
