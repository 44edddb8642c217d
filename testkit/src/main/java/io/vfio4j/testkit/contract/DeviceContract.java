package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** What the parts of the contract share: a device that is open, and accesses to it. */
abstract class DeviceContract {
  private static final int COMMAND = 4;
  private static final byte MEMORY_AND_IO = 3;

  private final Arena arena = Arena.ofShared();
  private SimulatedDevice simulated;

  /** Binds the driver under test to a function, anew for each rule, which closes it. */
  protected abstract SimulatedDevice bind();

  @BeforeEach
  final void openDevice() {
    simulated = bind();
    device().open();
    write(RegionIndex.CONFIG, COMMAND, MEMORY_AND_IO);
  }

  @AfterEach
  final void closeDevice() {
    device().close();
    simulated.close();
    arena.close();
  }

  final SimulatedDevice simulated() {
    return simulated;
  }

  final VfioDevice device() {
    return simulated.device();
  }

  /** Memory as the host gives it to a device: off-heap, of exactly this size. */
  final MemorySegment memory(long count) {
    return arena.allocate(count);
  }

  /** The regions that are there. */
  final List<RegionInfo> regions() {
    List<RegionInfo> regions = new ArrayList<>();
    for (int index = 0; index < device().info().regions(); index++) {
      if (isPresent(index)) {
        regions.add(device().regionInfo(index));
      }
    }
    return regions;
  }

  /** VGA alone may answer EINVAL although it is counted: few functions have such ranges. */
  private boolean isPresent(int index) {
    try {
      return device().regionInfo(index).size() > 0;
    } catch (VfioException e) {
      if (index == RegionIndex.VGA && e.errno() == Errno.EINVAL) {
        return false;
      }
      throw e;
    }
  }

  /** The regions that are there, but for config space, and can be accessed as {@code flag} says. */
  final List<RegionInfo> regionsWith(RegionFlag flag) {
    return regions().stream()
        .filter(info -> info.flags().contains(flag) && info.index() != RegionIndex.CONFIG)
        .toList();
  }

  final byte[] read(int region, long offset, int count) {
    MemorySegment target = memory(count);
    long moved = device().read(region, offset, target);
    assertEquals(count, moved, () -> "a read of region %d was short".formatted(region));
    return target.toArray(JAVA_BYTE);
  }

  final void write(int region, long offset, byte... bytes) {
    MemorySegment source = memory(bytes.length);
    source.copyFrom(MemorySegment.ofArray(bytes));
    long done = 0;
    while (done < bytes.length) {
      long moved = device().write(region, offset + done, source.asSlice(done).asReadOnly());
      if (moved <= 0) {
        throw new AssertionError("a write to region %d does not go on".formatted(region));
      }
      done += moved;
    }
  }

  static void assertErrno(Errno expected, String lookAt, Executable operation) {
    VfioException failure = assertThrows(VfioException.class, operation, lookAt);
    assertEquals(expected, failure.errno(), lookAt);
  }
}
