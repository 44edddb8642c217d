package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Config space: vfio-pci-core's, with the fake BARs' registers laid over it. */
final class FakeBarRegisters {
  private static final int RESMEM_REGISTER = 0x18;
  private static final int USEMEM_REGISTER = 0x20;

  private final VfioDevice core;
  private final boolean resmem;
  private final FakeBar[] bars;

  FakeBarRegisters(VfioDevice core, MemorySplit split) {
    this.core = core;
    this.resmem = split.resmem().isPresent();
    this.bars =
        bars(new FakeBar("USEMEM_BAR", USEMEM_REGISTER, split.usemem().barSize()), split.resmem());
  }

  private static FakeBar[] bars(FakeBar usemem, Optional<MemoryRange> resmem) {
    return resmem
        .map(range ->
            new FakeBar[] {new FakeBar("RESMEM_BAR", RESMEM_REGISTER, range.barSize()), usemem})
        .orElseGet(() -> new FakeBar[] {usemem});
  }

  /** Linux shows only the first of two fake BARs that one read covers; here it is both. */
  long read(long offset, MemorySegment target) {
    long count = core.read(RegionIndex.CONFIG, offset, target);
    if (touchesPhysicalBar(offset, count)) {
      return count;
    }
    for (FakeBar bar : bars) {
      bar.read(bar.overlap(offset, count), target);
    }
    return count;
  }

  /**
   * Writes one register and leaves the rest to the caller, who goes on behind the short count.
   *
   * <p>Bytes before the register go to vfio-pci-core first. Linux drops them, which no one can
   * want.
   */
  long write(long offset, MemorySegment source) {
    if (touchesPhysicalBar(offset, source.byteSize())) {
      return core.write(RegionIndex.CONFIG, offset, source);
    }
    for (FakeBar bar : bars) {
      Overlap overlap = bar.overlap(offset, source.byteSize());
      if (overlap.bufferOffset() > 0) {
        return core.write(RegionIndex.CONFIG, offset, source.asSlice(0, overlap.bufferOffset()));
      }
      if (overlap.count() > 0) {
        bar.write(overlap, source);
        return overlap.count();
      }
    }
    return core.write(RegionIndex.CONFIG, offset, source);
  }

  /** Without resmem an access that touches BAR 2/3 is vfio-pci-core's as a whole, as in Linux. */
  private boolean touchesPhysicalBar(long offset, long count) {
    return !resmem && Overlap.of(offset, count, RESMEM_REGISTER, FakeBar.WIDTH).count() > 0;
  }

  /** The registers that hardware has not, by name. */
  List<Register> registers() {
    return Stream.of(bars).map(FakeBar::register).toList();
  }

  void clear() {
    for (FakeBar bar : bars) {
      bar.clear();
    }
  }
}
