package io.vfio4j.plugin.nvgrace.linux;

import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A BAR that does not answer all as plain memory does.
 *
 * @param bar what it is otherwise
 * @param kept whether it keeps what is written
 * @param ready whether its readiness registers may show it
 */
record StandInBar(HostBar bar, boolean kept, BooleanSupplier ready) implements HostBar {
  private static final List<Long> READINESS = List.of(0x1498L, 0x200bcL);

  /** Holds a pattern and drops writes. */
  static StandInBar pattern(HostBar bar) {
    return new StandInBar(bar, false, () -> true);
  }

  /** Takes its time. */
  static StandInBar registers(HostBar bar, BooleanSupplier ready) {
    return new StandInBar(bar, true, ready);
  }

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
    return READINESS.contains(offset) && !ready.getAsBoolean() ? 0 : bar.read(offset, width);
  }

  @Override
  public void write(long offset, int width, long value) {
    if (kept) {
      bar.write(offset, width, value);
    }
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    return bar.copyOut(offset, target);
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    return kept ? bar.copyIn(offset, source) : source.byteSize();
  }
}
