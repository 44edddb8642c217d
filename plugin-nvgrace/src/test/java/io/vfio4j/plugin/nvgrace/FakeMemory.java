package io.vfio4j.plugin.nvgrace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.FileHandle;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.PhysicalMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** Physical memory of any size, of which only the bytes that were written take room. */
final class FakeMemory implements PhysicalMemory, FileHandle {
  private final Map<Long, Byte> written;
  private final long base;
  private final long length;
  private final Caching caching;
  private boolean closed;

  FakeMemory(Map<Long, Byte> written, long base, long length, Caching caching) {
    this.written = written;
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
    check(offset, target.byteSize());
    for (long i = 0; i < target.byteSize(); i++) {
      target.set(JAVA_BYTE, i, written.getOrDefault(base + offset + i, (byte) 0));
    }
  }

  @Override
  public void write(long offset, MemorySegment source) {
    check(offset, source.byteSize());
    for (long i = 0; i < source.byteSize(); i++) {
      written.put(base + offset + i, source.get(JAVA_BYTE, i));
    }
  }

  @Override
  public Mapping mapping(long offset, long count) {
    check(offset, count);
    return Mapping.of(this, offset, count, caching);
  }

  private void check(long offset, long count) {
    if (closed) {
      throw new IllegalStateException("unmapped");
    }
    if (offset < 0 || count < 0 || offset > length - count) {
      throw new VfioException(Errno.EINVAL, "0x%x + 0x%x".formatted(offset, count));
    }
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public MappedRegion map(Mapping mapping, Arena arena) {
    throw new VfioException(Errno.ENOMEM, "not a file that can be mapped");
  }
}
