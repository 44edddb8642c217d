package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileRange;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Where frames come from: a socket, or a test that cuts the stream as it likes. */
public interface Inlet {
  /** What {@link #receive} returns when nothing more will come. */
  int END_OF_STREAM = 0;

  /** What {@link #receive} returns when it has waited long enough and nothing has come. */
  int NOTHING_YET = -1;

  /**
   * Waits for bytes.
   *
   * @return how many bytes were put at the offset, {@link #END_OF_STREAM} or {@link #NOTHING_YET}
   */
  int receive(MemorySegment buffer, long offset, long length);

  /** Like the other, straight into a file's memory. */
  int receive(FileRange range);

  /** Whether descriptors of the last receive were dropped on the way. */
  boolean descriptorsLost();

  /** The descriptors of the last receive; the caller closes them from now on. */
  List<Descriptor> takeDescriptors();
}
