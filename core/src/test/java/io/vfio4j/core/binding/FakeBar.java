package io.vfio4j.core.binding;

import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A BAR of 4 KiB, each register of which reads as its offset. */
final class FakeBar implements HostBar {

  @Override
  public Kind kind() {
    return Kind.MEMORY_64;
  }

  @Override
  public boolean prefetchable() {
    return false;
  }

  @Override
  public long size() {
    return 4096;
  }

  @Override
  public long contentSize() {
    return 4096;
  }

  @Override
  public long address() {
    return 0;
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return List.of();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    throw new AssertionError("mapping");
  }

  @Override
  public long read(long offset, int width) {
    return offset;
  }

  @Override
  public void write(long offset, int width, long value) {
    throw new AssertionError("write");
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    return 0;
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    return 0;
  }
}
