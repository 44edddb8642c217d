package io.vfio4j.e2e;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * An nvgrace that is wrong in one answer, to show that this is found: after RESET the fake BARs
 * hold what they held before, while Linux' read as zero.
 *
 * @param right what it is otherwise
 */
record ForgetfulReset(VariantDriver right) implements VariantDriver {
  private static final int FAKE_BARS = 0x18;
  private static final int BYTES = 16;

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public List<PciMatch> idTable() {
    return right.idTable();
  }

  @Override
  public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
    return new ForwardingVfioDevice(right.probe(context)) {
      @Override
      public void reset() {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment bars = arena.allocate(BYTES);
          read(RegionIndex.CONFIG, FAKE_BARS, bars);
          super.reset();
          write(RegionIndex.CONFIG, FAKE_BARS, bars.asSlice(0, BYTES / 2));
          write(RegionIndex.CONFIG, FAKE_BARS + BYTES / 2, bars.asSlice(BYTES / 2));
        }
      }
    };
  }
}
