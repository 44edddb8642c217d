package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.DeviceUnderTest;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import io.vfio4j.testkit.contract.rule.RuleSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of the contract share: a device that is open, and accesses to it. */
abstract class DeviceContract extends RuleSet {
  static final int COMMAND = 4;
  static final int MEMORY_AND_IO = 3;
  static final int BUS_MASTER = 4;
  static final long PAGE = 4096;

  private @Nullable DeviceUnderTest underTest;

  /** Binds the driver under test to a function, anew for each rule, which releases it. */
  protected abstract DeviceUnderTest bind();

  @Override
  protected final void prepare() {
    underTest = bind();
    device().open();
    command(MEMORY_AND_IO);
  }

  @Override
  protected final void cleanUp() {
    DeviceUnderTest done = underTest;
    underTest = null;
    if (done != null) {
      done.release();
    }
  }

  /** Writes the command register, of 16 bits, as a whole. */
  final void command(int bits) {
    write(RegionIndex.CONFIG, COMMAND, (byte) bits, (byte) (bits >> Byte.SIZE));
  }

  final DeviceUnderTest underTest() {
    DeviceUnderTest now = underTest;
    if (now == null) {
      throw new IllegalStateException("no device is bound between two rules");
    }
    return now;
  }

  final VfioDevice device() {
    return underTest().device();
  }

  /** Memory as the host gives it to a device: off-heap, of exactly this size. */
  final MemorySegment memory(long count) {
    return Arena.ofAuto().allocate(count);
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

  /**
   * EINVAL although it is counted is for VGA to answer, which few functions have; whoever answers
   * so for another breaks R1, and that is enough.
   */
  private boolean isPresent(int index) {
    try {
      return device().regionInfo(index).size() > 0;
    } catch (VfioException e) {
      if (e.errno() == Errno.EINVAL) {
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

  /** The same, and there are some. */
  final List<RegionInfo> someRegionsWith(RegionFlag flag) {
    List<RegionInfo> regions = regionsWith(flag);
    String can = flag == RegionFlag.MMAP ? "mapped" : flag == RegionFlag.READ ? "read" : "written";
    need(!regions.isEmpty(), "no region can be " + can);
    return regions;
  }

  static boolean writable(RegionInfo info) {
    return info.flags().contains(RegionFlag.WRITE);
  }

  final byte[] read(int region, long offset, int count) {
    MemorySegment target = memory(count);
    long moved = device().read(region, offset, target);
    same((long) count, moved, "bytes moved by a read of %s".formatted(at(region, offset, count)));
    return target.toArray(JAVA_BYTE);
  }

  final void write(int region, long offset, byte... bytes) {
    MemorySegment source = memory(bytes.length);
    source.copyFrom(MemorySegment.ofArray(bytes));
    long done = 0;
    while (done < bytes.length) {
      long moved = device().write(region, offset + done, source.asSlice(done).asReadOnly());
      String what = at(region, offset + done, bytes.length - done);
      check(moved > 0, "a write to %s moved %d bytes".formatted(what, moved));
      done += moved;
    }
  }

  /** Exchanges bytes in a mapping; gives those that were there. */
  static byte[] exchange(Mapping mapping, long offset, byte[] bytes) {
    try (Arena once = Arena.ofConfined()) {
      MappedRegion mapped = mapping.map(once);
      MemorySegment before = once.allocate(bytes.length);
      mapped.read(offset, before);
      mapped.write(offset, MemorySegment.ofArray(bytes));
      return before.toArray(JAVA_BYTE);
    }
  }

  static String at(int region, long offset, long count) {
    return "region %d, offset 0x%x, %d bytes".formatted(region, offset, count);
  }

  /**
   * Breaks the rule unless the device refuses. A server's errnos are its own: over a socket another
   * one is remarked.
   */
  final void refused(Errno due, String what, Runnable operation) {
    try {
      operation.run();
    } catch (VfioException e) {
      String came = "%s is answered with %s where %s is due".formatted(what, e.errno(), due);
      check(e.errno() == due || underTest().overSocket(), came);
      if (e.errno() != due) {
        remark(came);
      }
      return;
    }
    throw new RuleBroken("%s succeeds where %s is due".formatted(what, due));
  }
}
