package io.vfio4j.testkit.contract.wrong;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Devices whose config space is wrong. */
final class WrongConfigSpaces {
  private static final int CAPABILITIES = 0x34;

  private WrongConfigSpaces() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("C1", "has a config space of 512 bytes", WrongConfigSpaces::ofOddSize)
            .also("C3"),
        WrongDevice.of("C2", "says it is another function", core -> with(core, 0, 0x86)),
        WrongDevice.of(
            "C3", "answers EINVAL behind config space", WrongConfigSpaces::refusesOtherwise),
        WrongDevice.of("C4", "has twice the region that its BAR sizes to", WrongConfigSpaces::twice)
            .also("R5", "R6", "M1", "M3", "M4", "B1", "B2"),
        WrongDevice.of(
            "C5", "reads a register by bytes as its first byte", WrongConfigSpaces::firstByte),
        WrongDevice.of("C6", "takes registers whole only", WrongConfigSpaces::wholeOnly),
        WrongDevice.of(
            "C8", "takes no byte of its command register", WrongConfigSpaces::commandWholeOnly),
        WrongDevice.of(
            "C8", "has BARs of memory and nothing to turn them on", WrongConfigSpaces::offForEver),
        WrongDevice.of(
                "C7", "has a list of capabilities in its header", c -> with(c, CAPABILITIES, 8))
            .also("T5", "T6"));
  }

  private static VfioDevice ofOddSize(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == RegionIndex.CONFIG ? RegionInfo.of(region, 512, right.flags()) : right;
      }
    };
  }

  /** The device with another value in one byte of config space. */
  private static VfioDevice with(VfioDevice core, int at, int value) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == RegionIndex.CONFIG && offset <= at && at < offset + count) {
          target.set(JAVA_BYTE, at - offset, (byte) value);
        }
        return count;
      }
    };
  }

  private static VfioDevice refusesOtherwise(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        if (region == RegionIndex.CONFIG && offset >= regionInfo(region).size()) {
          throw VfioException.refused(Errno.EINVAL, "outside");
        }
        return super.read(region, offset, target);
      }
    };
  }

  private static VfioDevice twice(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 4 ? RegionInfo.of(4, right.size() * 2, right.flags()) : right;
      }
    };
  }

  private static VfioDevice firstByte(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        boolean single = region == RegionIndex.CONFIG && target.byteSize() == 1 && offset < 4;
        return super.read(region, single ? 0 : offset, target);
      }
    };
  }

  private static VfioDevice wholeOnly(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        boolean bar = offset >= 0x10 && offset < 0x28;
        boolean single = region == RegionIndex.CONFIG && bar && source.byteSize() == 1;
        return single ? 1 : super.write(region, offset, source);
      }
    };
  }

  private static VfioDevice commandWholeOnly(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        boolean single = region == RegionIndex.CONFIG && offset == 4 && source.byteSize() == 1;
        if (single) {
          throw VfioException.refused(Errno.EINVAL, "a register of two bytes");
        }
        return super.write(region, offset, source);
      }
    };
  }

  /** Memory space reads as off, and works. */
  private static VfioDevice offForEver(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == RegionIndex.CONFIG && offset == 4) {
          target.set(JAVA_BYTE, 0, (byte) (target.get(JAVA_BYTE, 0) & ~2));
        }
        return count;
      }
    };
  }
}
