package io.vfio4j.testkit.contract.wrong;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Devices that few are like: they keep what there is to keep, and the rest is untested. */
class UnusualDevicesTest {

  private static void breaksNothing(UnaryOperator<VfioDevice> device) {
    List<RuleResult> results = WrongDevice.of("", "is right", device).results();
    List<String> broken =
        results.stream().filter(r -> r.outcome() == Outcome.BROKEN).map(RuleResult::line).toList();
    assertEquals(List.of(), broken);
  }

  @Test
  void oneWhoseMemoryIsOnlyRead() {
    breaksNothing(UnusualDevicesTest::readOnly);
  }

  private static VfioDevice readOnly(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 2
            ? RegionInfo.of(2, right.size(), Set.of(RegionFlag.READ, RegionFlag.MMAP))
            : right;
      }

      @Override
      public long write(int region, long offset, MemorySegment source) {
        if (region == 2) {
          throw VfioException.refused(Errno.EINVAL, "it is only read");
        }
        return super.write(region, offset, source);
      }
    };
  }

  @Test
  void oneWithRegistersBeforeWhatCanBeMapped() {
    breaksNothing(UnusualDevicesTest::countingReads);
  }

  /** BAR 2, whose first page cannot be mapped and says something else each time. */
  private static VfioDevice countingReads(VfioDevice core) {
    return new Wrong(core) {
      private byte reads;

      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 2
            ? right.withSparseMmapAreas(List.of(new SparseMmapArea(4096, right.size() - 4096)))
            : right;
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == 2 && offset < 4096 && count > 0) {
          target.set(JAVA_BYTE, 0, reads++);
        }
        return count;
      }
    };
  }

  @Test
  void oneWithARegionOfTwoBytes() {
    breaksNothing(UnusualDevicesTest::withTwoBytes);
  }

  private static VfioDevice withTwoBytes(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public DeviceInfo info() {
        return DeviceInfo.pci(10, 5).withReset(super.info().resettable());
      }

      @Override
      public RegionInfo regionInfo(int region) {
        return region == 9
            ? RegionInfo.of(9, 2, Set.of(RegionFlag.READ, RegionFlag.WRITE))
            : super.regionInfo(region);
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        return region == 9 ? moved(offset, target) : super.read(region, offset, target);
      }

      @Override
      public long write(int region, long offset, MemorySegment source) {
        return region == 9 ? moved(offset, source) : super.write(region, offset, source);
      }

      private long moved(long offset, MemorySegment bytes) {
        if (offset < 0 || offset >= 2) {
          throw VfioException.refused(Errno.EINVAL, "outside");
        }
        return Math.min(bytes.byteSize(), 2 - offset);
      }
    };
  }

  @Test
  void oneWithoutPortsWhoseBitForThemStaysAtZero() {
    breaksNothing(UnusualDevicesTest::withoutPorts);
  }

  private static VfioDevice withoutPorts(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == RegionIndex.CONFIG && offset <= 4 && 4 < offset + count) {
          target.set(JAVA_BYTE, 4 - offset, (byte) (target.get(JAVA_BYTE, 4 - offset) & ~1));
        }
        return count;
      }
    };
  }

  @Test
  void oneWithoutRegionsOfWhichNothingIsKeptThatWasNotTried() {
    WrongDevice device = WrongDevice.of("", "has no regions", UnusualDevicesTest::withoutRegions);
    Set<String> due = Set.of("R3", "R4", "R5", "R6", "R8", "R9", "M6", "C6");
    List<RuleResult> untested =
        device.results().stream().filter(r -> r.outcome() == Outcome.UNTESTED).toList();
    Set<String> missing = new TreeSet<>(due);
    missing.removeAll(WrongDevice.ids(untested));
    assertEquals(Set.of(), missing);
  }

  private static VfioDevice withoutRegions(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region <= RegionIndex.BAR5 && right.size() > 0 ? RegionInfo.absent(region) : right;
      }
    };
  }
}
