package io.vfio4j.testkit.contract.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Devices that few are like, and that keep every rule nevertheless. */
class UnusualDevicesTest {

  private static List<RuleResult> results(UnaryOperator<VfioDevice> device) {
    List<RuleResult> results = WrongDevice.of("", "is right", device).results();
    List<String> broken =
        results.stream().filter(r -> r.outcome() == Outcome.BROKEN).map(RuleResult::line).toList();
    assertEquals(List.of(), broken);
    return results;
  }

  @Test
  void oneWhoseMemoryIsOnlyRead() {
    results(UnusualDevicesTest::readOnly);
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
}
