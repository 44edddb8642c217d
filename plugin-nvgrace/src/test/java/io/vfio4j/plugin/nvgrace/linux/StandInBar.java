package io.vfio4j.plugin.nvgrace.linux;

import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A BAR that holds a pattern and drops writes. */
record StandInBar(HostBar bar) implements HostBar {

  @Override
  public Kind kind() {
    return bar.kind();
  }

  @Override
  public boolean prefetchable() {
    return bar.prefetchable();
  }

  @Override
  public long size() {
    return bar.size();
  }

  @Override
  public long contentSize() {
    return bar.contentSize();
  }

  @Override
  public long address() {
    return bar.address();
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return bar.mappableAreas();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    return bar.mapping(offset, length);
  }

  @Override
  public long read(long offset, int width) {
    return bar.read(offset, width);
  }

  @Override
  public void write(long offset, int width, long value) {
    // Dropped.
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    return bar.copyOut(offset, target);
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    return source.byteSize();
  }
}
