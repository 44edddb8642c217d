package io.vfio4j.core.dma;

import java.lang.foreign.MemorySegment;

/** Nobody wants to know. */
final class NoIommu implements IommuMappings {

  @Override
  public void map(long iova, MemorySegment memory, boolean readable, boolean writable) {}

  @Override
  public void unreachable(long iova, long size) {}

  @Override
  public boolean needsMappings() {
    return false;
  }

  @Override
  public void unmap(long iova, long length) {}
}
