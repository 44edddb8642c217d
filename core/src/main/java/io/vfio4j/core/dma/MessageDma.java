package io.vfio4j.core.dma;

import java.lang.foreign.MemorySegment;

/** Reaches the client's memory by asking the client: for areas that came without a descriptor. */
public interface MessageDma {

  /**
   * Reads, and waits for the client.
   *
   * @throws io.vfio4j.api.VfioException as {@link io.vfio4j.api.dma.GuestMemory#read}
   */
  void read(long iova, MemorySegment target);

  /**
   * Writes, and waits for the client.
   *
   * @throws io.vfio4j.api.VfioException as {@link io.vfio4j.api.dma.GuestMemory#write}
   */
  void write(long iova, MemorySegment source);
}
