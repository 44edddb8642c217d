package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stands below the variant: config space is plain bytes, and every call is written down. */
final class FakeCore implements VfioDevice {
  static final int CONFIG_SIZE = 4096;

  final List<String> calls = new ArrayList<>();
  final byte[] config = new byte[CONFIG_SIZE];
  long bar0Size = 16 << 20;
  boolean resetFails;

  @Override
  public void open() {
    calls.add("open");
  }

  @Override
  public void close() {
    calls.add("close");
  }

  @Override
  public DeviceInfo info() {
    calls.add("info");
    return DeviceInfo.pci(RegionIndex.COUNT, 5).withReset(true);
  }

  @Override
  public RegionInfo regionInfo(int region) {
    calls.add("regionInfo " + region);
    return region == RegionIndex.BAR0 && bar0Size > 0
        ? RegionInfo.of(region, bar0Size, Set.of(RegionFlag.READ, RegionFlag.WRITE))
        : RegionInfo.absent(region);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    calls.add("irqInfo " + irq);
    return new IrqInfo(irq, 0, Set.of());
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    calls.add("read %d 0x%x+%d".formatted(region, offset, target.byteSize()));
    if (region == RegionIndex.CONFIG) {
      MemorySegment bytes = configBytes(offset, target.byteSize());
      target.copyFrom(bytes);
    }
    return target.byteSize();
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    calls.add("write %d 0x%x+%d".formatted(region, offset, source.byteSize()));
    if (region == RegionIndex.CONFIG) {
      configBytes(offset, source.byteSize()).copyFrom(source);
    }
    return source.byteSize();
  }

  private MemorySegment configBytes(long offset, long count) {
    if (offset > CONFIG_SIZE || count > CONFIG_SIZE - offset) {
      throw VfioException.refused(Errno.EFAULT, "outside config space");
    }
    return MemorySegment.ofArray(config).asSlice(offset, count);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    calls.add("mmap " + request.region());
    throw VfioException.refused(Errno.EINVAL, "not mappable");
  }

  @Override
  public void setIrqs(IrqSet set) {
    calls.add("setIrqs " + set.index());
  }

  @Override
  public void reset() {
    calls.add("reset");
    if (resetFails) {
      throw new VfioException(Errno.EINVAL, "cannot be reset");
    }
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    calls.add("feature " + request.feature());
    return FeatureResult.EMPTY;
  }

  @Override
  public long ioctl(IoctlRequest request) {
    calls.add("ioctl " + request.name());
    return 0;
  }
}
