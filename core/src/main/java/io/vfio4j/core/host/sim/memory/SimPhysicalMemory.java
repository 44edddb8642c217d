package io.vfio4j.core.host.sim.memory;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.linux.MappingGate;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.MemorySegment;

/** A range of a device's memory that a driver holds. */
final class SimPhysicalMemory implements PhysicalMemory {
  private final DeviceMemory memory;
  private final SharedFile file;
  private final long start;
  private final long base;
  private final long length;
  private final Caching caching;
  private boolean closed;

  SimPhysicalMemory(
      DeviceMemory memory,
      long start,
      long base,
      long length,
      Caching caching,
      MappingGate mappings) {
    this.memory = memory;
    this.file = memory.file().behind(mappings);
    this.start = start;
    this.base = base;
    this.length = length;
    this.caching = caching;
  }

  @Override
  public long base() {
    checkOpen();
    return base;
  }

  @Override
  public long length() {
    checkOpen();
    return length;
  }

  @Override
  public Caching caching() {
    checkOpen();
    return caching;
  }

  @Override
  public void read(long offset, MemorySegment target) {
    memory.read(checked(offset, target.byteSize()), target);
  }

  @Override
  public void write(long offset, MemorySegment source) {
    memory.write(checked(offset, source.byteSize()), source);
  }

  @Override
  public Mapping mapping(long offset, long size) {
    if (size <= 0) {
      throw outside(offset, size);
    }
    return Mapping.of(file, checked(offset, size), size, caching);
  }

  private long checked(long offset, long count) {
    checkOpen();
    if (offset < 0 || count > length || offset > length - count) {
      throw outside(offset, count);
    }
    return start + offset;
  }

  private VfioException outside(long offset, long count) {
    return VfioException.refused(
        Errno.EINVAL, "0x%x + 0x%x is not in 0x%x bytes".formatted(offset, count, length));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("physical memory at 0x%x is unmapped".formatted(base));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
