package io.vfio4j.api.dma;

import io.vfio4j.api.promise.Stable;
import java.lang.foreign.MemorySegment;

/**
 * The VMM's memory, addressed by IOVA: what a device that is bus master reaches through its IOMMU,
 * and a driver in the kernel by {@code vfio_dma_rw}.
 *
 * <p>Implemented by the host. Areas come and go with the VMM's DMA_MAP and DMA_UNMAP; an area that
 * came with a descriptor is copied from directly, one without is reached by DMA_READ and DMA_WRITE
 * messages to the client. Any thread may call, with one exception: the session thread, for an area
 * that needs messages, since it is the one that would receive the answer.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface GuestMemory {

  /**
   * The device reads guest memory.
   *
   * @param iova address, unsigned; the range may span several areas that touch
   * @param target where the bytes go; its size is the count
   * @throws io.vfio4j.api.VfioException EFAULT if part of the range is not mapped or not readable,
   *     or went away; EDEADLK on the session thread where it would wait for the client; EIO if the
   *     client refused or did not answer; ENODEV if it has gone; EINTR if the thread is interrupted
   *     while it waits for the client
   */
  void read(long iova, MemorySegment target);

  /**
   * The device writes guest memory.
   *
   * @param iova address, unsigned; the range may span several areas that touch
   * @param source the bytes; its size is the count
   * @throws io.vfio4j.api.VfioException as {@link #read}, EFAULT also for an area that is read-only
   */
  void write(long iova, MemorySegment source);
}
