package io.vfio4j.example.trace;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The wrapped device, and a line for each read, write, mapping and reset.
 *
 * <p>What a client maps it reads and writes without asking anybody: such accesses are not seen. The
 * line of the mapping says so.
 */
final class TraceDevice extends ForwardingVfioDevice {
  private final boolean hideMmap;
  private final Consumer<String> log;
  private final AccessLine line;

  TraceDevice(VfioDevice wrapped, boolean hideMmap, Consumer<String> log) {
    super(wrapped);
    this.hideMmap = hideMmap;
    this.log = log;
    this.line = new AccessLine(new Dictionary(wrapped.registers()));
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    try {
      long count = super.read(region, offset, target);
      log.accept(line.read(region, offset, target, count));
      return count;
    } catch (VfioException e) {
      log.accept(line.failed("read", region, offset, target.byteSize(), e));
      throw e;
    }
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    try {
      long count = super.write(region, offset, source);
      log.accept(line.written(region, offset, source, count));
      return count;
    } catch (VfioException e) {
      log.accept(line.failed("write", region, offset, source.byteSize(), e));
      throw e;
    }
  }

  @Override
  public void reset() {
    log.accept("reset");
    super.reset();
  }

  @Override
  public RegionInfo regionInfo(int region) {
    RegionInfo info = super.regionInfo(region);
    return hideMmap && info.mappable() ? withoutMmap(info) : info;
  }

  /** Made anew, so that what only a mapping needs, such as sparse areas, is gone too. */
  private static RegionInfo withoutMmap(RegionInfo info) {
    Set<RegionFlag> flags = EnumSet.copyOf(info.flags());
    flags.remove(RegionFlag.MMAP);
    return RegionInfo.of(info.index(), info.size(), flags);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    if (hideMmap) {
      throw VfioException.refused(Errno.EINVAL, "nothing can be mapped while hide-mmap is true");
    }
    Mapping mapping = super.mmap(request);
    log.accept(line.mapped(request));
    return mapping;
  }
}
