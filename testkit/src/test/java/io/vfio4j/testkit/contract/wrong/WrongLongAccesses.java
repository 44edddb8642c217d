package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Devices that are wrong where an access is long. */
final class WrongLongAccesses {
  private static final long PAGE = 4096;

  private WrongLongAccesses() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("B1", "reads a page over and over", WrongLongAccesses::readsOnePage),
        WrongDevice.of("B2", "names the page behind", WrongLongAccesses::namesTheNextPage),
        WrongDevice.of(
            "B3", "names whatever can be mapped", WrongLongAccesses::namesWhatCanBeMapped));
  }

  private static VfioDevice readsOnePage(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        for (long at = PAGE; region == 2 && at + PAGE <= count; at += PAGE) {
          MemorySegment.copy(target, 0, target, at, PAGE);
        }
        return count;
      }
    };
  }

  private static VfioDevice namesTheNextPage(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Optional<Mapping> memoryBehind(int region, long offset, long count) {
        boolean last = offset + PAGE + count > regionInfo(region).size();
        return core.memoryBehind(region, offset, count)
            .flatMap(_ -> core.memoryBehind(region, last ? offset - PAGE : offset + PAGE, count));
      }
    };
  }

  private static VfioDevice namesWhatCanBeMapped(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Optional<Mapping> memoryBehind(int region, long offset, long count) {
        return Optional.of(mmap(MmapRequest.shared(region, offset, count)));
      }
    };
  }
}
