package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.Descriptor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One message as it arrived: its bytes, in a buffer that is used again for the next, and its
 * descriptors.
 */
public final class Frame {
  private MemorySegment buffer = MemorySegment.NULL;
  private long start;
  private long length;
  private long placed;
  private List<Descriptor> descriptors = List.of();

  Frame() {}

  void set(
      MemorySegment buffer, long start, long length, long placed, List<Descriptor> descriptors) {
    this.buffer = buffer;
    this.start = start;
    this.length = length;
    this.placed = placed;
    this.descriptors = descriptors;
  }

  void forget() {
    length = 0;
    placed = 0;
  }

  /** The buffer that holds it, among others. */
  public MemorySegment buffer() {
    return buffer;
  }

  /** Where in the buffer it begins. */
  public long start() {
    return start;
  }

  /** In bytes, the header included. */
  public long length() {
    return length;
  }

  /** How many of its last bytes are not in the buffer but where {@link LongFrames} wanted them. */
  public long placed() {
    return placed;
  }

  /** How many descriptors came with it and were not taken. */
  public int descriptorCount() {
    return descriptors.size();
  }

  /** Hands its descriptors over: the caller closes them. What is not taken is closed here. */
  public List<Descriptor> takeDescriptors() {
    List<Descriptor> taken = descriptors;
    descriptors = List.of();
    return taken;
  }

  /** Its descriptors, which stay where they are. */
  public List<Descriptor> descriptors() {
    return descriptors;
  }

  void closeDescriptors() {
    DescriptorSets.closeAll(takeDescriptors());
  }
}
