package io.vfio4j.core.host.vfio;

import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.KernelGroup;
import io.vfio4j.core.linux.LinuxException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A group whose IOMMU is a map. */
final class FakeGroup implements KernelGroup {
  static final int ENODEV = 19;

  final Map<String, FakeDevice> devices = new HashMap<>();
  final Map<Long, MemorySegment> mapped = new TreeMap<>();
  final Map<Long, String> access = new TreeMap<>();
  int deviceFailure = ENODEV;
  int mapFailure;
  int unmapFailure;
  boolean closed;

  FakeGroup with(String name, FakeDevice device) {
    devices.put(name, device);
    return this;
  }

  @Override
  public KernelDevice device(String name) {
    FakeDevice device = devices.get(name);
    if (device == null || deviceFailure != ENODEV) {
      throw LinuxException.of("VFIO_GROUP_GET_DEVICE_FD", deviceFailure);
    }
    return device;
  }

  @Override
  public void map(long iova, MemorySegment memory, boolean readable, boolean writable) {
    if (mapFailure != 0) {
      throw LinuxException.of("VFIO_IOMMU_MAP_DMA", mapFailure);
    }
    mapped.put(iova, memory);
    access.put(iova, (readable ? "r" : "") + (writable ? "w" : ""));
  }

  @Override
  public void unmap(long iova, long length) {
    if (unmapFailure != 0) {
      throw LinuxException.of("VFIO_IOMMU_UNMAP_DMA", unmapFailure);
    }
    MemorySegment memory = mapped.remove(iova);
    if (memory == null || memory.byteSize() != length) {
      throw new AssertionError("no area of 0x%x at 0x%x".formatted(length, iova));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
