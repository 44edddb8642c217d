package io.vfio4j.core.dma;

import java.lang.foreign.MemorySegment;

/**
 * What a function's own DMA reaches: told of each area of client memory that comes and goes. A
 * simulated function does its DMA through {@link IovaSpace} and needs none of it.
 *
 * <p>Called by whoever changes the areas, one at a time.
 */
public interface IommuMappings {
  /** Of a function that has no IOMMU. */
  IommuMappings NONE = new NoIommu();

  /**
   * An area comes. What throws has mapped nothing, and the client is told.
   *
   * @param iova first address; unsigned
   * @param memory the area in this process; stays where it is until {@link #unmap} returned
   * @throws io.vfio4j.api.VfioException with the errno that the client gets
   */
  void map(long iova, MemorySegment memory, boolean readable, boolean writable);

  /**
   * An area comes that is no memory of this process, so that hardware cannot reach it.
   *
   * @param iova first address; unsigned
   * @param size in bytes; unsigned
   */
  void unreachable(long iova, long size);

  /**
   * Whether hardware reaches areas by {@link #map} alone, so that asking the client in place of a
   * mapping does not do.
   */
  boolean needsMappings();

  /** An area goes that {@link #map} was told of: hardware does not reach it any more. */
  void unmap(long iova, long length);
}
