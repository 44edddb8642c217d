package io.vfio4j.core.binding;

import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.PhysicalMemory;
import java.lang.foreign.MemorySegment;

/** Memory that only knows whether it was closed. */
final class FakeMemory implements PhysicalMemory {
  private final long base;
  private final long length;
  private final Caching caching;
  volatile boolean closed;

  FakeMemory(long base, long length, Caching caching) {
    this.base = base;
    this.length = length;
    this.caching = caching;
  }

  @Override
  public long base() {
    return base;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Caching caching() {
    return caching;
  }

  @Override
  public void read(long offset, MemorySegment target) {
    throw new AssertionError("read");
  }

  @Override
  public void write(long offset, MemorySegment source) {
    throw new AssertionError("write");
  }

  @Override
  public Mapping mapping(long offset, long length) {
    throw new AssertionError("mapping");
  }

  @Override
  public void close() {
    closed = true;
  }
}
