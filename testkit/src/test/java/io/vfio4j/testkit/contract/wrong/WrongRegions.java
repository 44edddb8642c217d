package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Devices whose regions are wrong. */
final class WrongRegions {
  private WrongRegions() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("R1", "knows no region 6", WrongRegions::withoutRom).also("T3"),
        WrongDevice.of(
            "R2", "knows regions that it does not count", WrongRegions::knowsEveryRegion),
        WrongDevice.of("R3", "can be read behind the end of a region", WrongRegions::readsForEver),
        WrongDevice.of("R4", "takes writes behind the end of a region", WrongRegions::takesForEver),
        WrongDevice.of("R5", "says it read more than there is", WrongRegions::clipsNoRead),
        WrongDevice.of("R6", "says it wrote more than there is", WrongRegions::clipsNoWrite),
        WrongDevice.of("R7", "reads BARs that are not there as zeros", WrongRegions::readsNothing),
        WrongDevice.of("R8", "refuses a read of no bytes", WrongRegions::refusesNothing),
        WrongDevice.of("R9", "rounds odd offsets down", WrongRegions::roundsOffsets));
  }

  private static VfioDevice withoutRom(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        if (region == RegionIndex.ROM) {
          throw VfioException.refused(Errno.EINVAL, "there is no ROM");
        }
        return super.regionInfo(region);
      }
    };
  }

  private static VfioDevice knowsEveryRegion(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        return region >= RegionIndex.COUNT ? RegionInfo.absent(region) : super.regionInfo(region);
      }
    };
  }

  private static VfioDevice readsForEver(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        boolean outside = region == 2 && offset >= regionInfo(region).size();
        return outside ? target.byteSize() : super.read(region, offset, target);
      }
    };
  }

  private static VfioDevice takesForEver(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        boolean outside = region == 2 && offset >= regionInfo(region).size();
        return outside ? source.byteSize() : super.write(region, offset, source);
      }
    };
  }

  private static VfioDevice clipsNoRead(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        super.read(region, offset, target);
        return target.byteSize();
      }
    };
  }

  private static VfioDevice clipsNoWrite(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        super.write(region, offset, source);
        return source.byteSize();
      }
    };
  }

  private static VfioDevice readsNothing(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        boolean bar = region >= 0 && region <= RegionIndex.BAR5;
        boolean absent = bar && regionInfo(region).size() == 0;
        return absent ? target.fill((byte) 0).byteSize() : super.read(region, offset, target);
      }
    };
  }

  private static VfioDevice refusesNothing(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        if (target.byteSize() == 0) {
          throw VfioException.refused(Errno.EINVAL, "nothing to read");
        }
        return super.read(region, offset, target);
      }
    };
  }

  private static VfioDevice roundsOffsets(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        boolean odd = region == 2 && offset % Integer.BYTES != 0;
        return super.read(region, odd ? offset - offset % Integer.BYTES : offset, target);
      }
    };
  }
}
