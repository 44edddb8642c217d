package io.vfio4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A group's file and its container's. */
final class VfioGroupFile implements KernelGroup {
  private final Descriptor group;
  private final Descriptor container;

  /** Takes over both. */
  VfioGroupFile(Descriptor group, Descriptor container) {
    this.group = group;
    this.container = container;
  }

  @Override
  public KernelDevice device(String name) {
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocateFrom(name).address();
      long opened = VfioCalls.ioctl(group, VfioCalls.GROUP_GET_DEVICE_FD, address);
      return new VfioDeviceFile(Descriptor.own("VFIO_GROUP_GET_DEVICE_FD", (int) opened));
    }
  }

  @Override
  public void map(long iova, MemorySegment memory, boolean readable, boolean writable) {
    long size = memory.byteSize();
    long address = NativeRange.readable(memory, 0, size);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment map = VfioDma.map(address, iova, size, readable, writable, arena);
      long result = VfioCalls.ioctl(container, VfioCalls.IOMMU_MAP_DMA, map.address());
      if (result < 0) {
        throw LinuxException.withoutStackTrace(
            "VFIO_IOMMU_MAP_DMA", (int) -result, "0x%x bytes at 0x%x".formatted(size, iova));
      }
    }
  }

  @Override
  public void unmap(long iova, long length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment unmap = VfioDma.unmap(iova, length, arena);
      LinuxException.check(
          "VFIO_IOMMU_UNMAP_DMA",
          VfioCalls.ioctl(container, VfioCalls.IOMMU_UNMAP_DMA, unmap.address()));
      if (VfioDma.unmapped(unmap) != length) {
        throw LinuxException.of(
            "VFIO_IOMMU_UNMAP_DMA", ErrnoTable.ENOENT, "0x%x at 0x%x".formatted(length, iova));
      }
    }
  }

  /** With the container goes what was mapped. */
  @Override
  public void close() {
    group.close();
    container.close();
  }
}
