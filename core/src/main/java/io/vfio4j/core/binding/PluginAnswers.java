package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a plugin's answer can be one to what it was asked. What is thrown becomes EIO. */
final class PluginAnswers {
  /** A client may ask for each, and the host keeps something of some. */
  private static final int MOST_INDICES = 1 << 16;

  private PluginAnswers() {}

  static DeviceInfo info(@Nullable DeviceInfo info) {
    DeviceInfo given = given(info);
    if (!isCount(given.regions(), RegionIndex.COUNT) || !isCount(given.irqs(), IrqIndex.COUNT)) {
      throw nonsense(
          "it is a PCI device with "
              + given.regions()
              + " regions, "
              + given.irqs()
              + " IRQ indices");
    }
    return given;
  }

  private static boolean isCount(int count, int least) {
    return count >= least && count <= MOST_INDICES;
  }

  static RegionInfo region(int asked, @Nullable RegionInfo info) {
    RegionInfo given = given(info);
    if (given.index() != asked) {
      throw nonsense("asked for region " + asked + " it tells of " + given.index());
    }
    return given;
  }

  static IrqInfo irq(int asked, @Nullable IrqInfo info) {
    IrqInfo given = given(info);
    if (given.index() != asked) {
      throw nonsense("asked for IRQ index " + asked + " it tells of " + given.index());
    }
    return given;
  }

  static Mapping mapping(MmapRequest request, @Nullable Mapping mapping) {
    return part(request.length(), given(mapping));
  }

  static Optional<Mapping> memory(long count, Optional<Mapping> memory) {
    return given(memory).map(mapping -> part(count, mapping));
  }

  private static Mapping part(long asked, Mapping given) {
    if (given.length() != asked) {
      throw nonsense(
          "asked for 0x%x bytes of a file it gives 0x%x".formatted(asked, given.length()));
    }
    long size = given.file().size();
    if (given.fileOffset() > size - given.length()) {
      throw nonsense(
          "0x%x bytes at 0x%x are not in a file of 0x%x"
              .formatted(given.length(), given.fileOffset(), size));
    }
    return given;
  }

  static FeatureResult feature(@Nullable FeatureResult result) {
    FeatureResult given = given(result);
    MemorySegment data = given.data();
    if (!data.scope().isAlive() || !data.isAccessibleBy(Thread.currentThread())) {
      throw nonsense(data + " is no data that the session can read");
    }
    return given;
  }

  static long moved(long moved, MemorySegment asked) {
    if (moved < 0 || moved > asked.byteSize()) {
      throw nonsense("moved " + moved + " of " + asked.byteSize() + " bytes");
    }
    return moved;
  }

  /** An answer that is one. */
  static <T> T given(@Nullable T answer) {
    if (answer == null) {
      throw nonsense("it answers null");
    }
    return answer;
  }

  private static Nonsense nonsense(String what) {
    return new Nonsense(what);
  }

  /** Where it is found out is no place in the plugin, so it has none. */
  private static final class Nonsense extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Nonsense(String what) {
      super(what, null, false, false);
    }

    /** What Failure shows: a class of ours would only mislead the plugin's author. */
    @SuppressWarnings("OverrideThrowableToString") // not another message, but no class's name
    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
