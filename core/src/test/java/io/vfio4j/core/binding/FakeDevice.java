package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device whose every operation does what a test says, and then answers what it was asked for. */
final class FakeDevice implements VfioDevice {
  private final Runnable each;
  long moved = -2;
  Optional<Mapping> behind = Optional.empty();
  @Nullable DeviceInfo info = DeviceInfo.pci(9, 5);

  FakeDevice(Runnable each) {
    this.each = each;
  }

  @Override
  public void open() {
    each.run();
  }

  @Override
  public void close() {
    each.run();
  }

  @Override
  @SuppressWarnings("NullAway")
  public DeviceInfo info() {
    each.run();
    return info;
  }

  @Override
  public RegionInfo regionInfo(int region) {
    each.run();
    return RegionInfo.absent(region);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    each.run();
    return new IrqInfo(irq, 0, Set.of());
  }

  @Override
  public List<Register> registers() {
    each.run();
    return List.of();
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    each.run();
    return moved == -2 ? target.byteSize() : moved;
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    each.run();
    return moved == -2 ? source.byteSize() : moved;
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    each.run();
    throw new AssertionError("not asked for");
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    each.run();
    return behind;
  }

  @Override
  public void setIrqs(IrqSet set) {
    each.run();
  }

  @Override
  public void reset() {
    each.run();
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    each.run();
    return FeatureResult.EMPTY;
  }

  @Override
  public long ioctl(IoctlRequest request) {
    each.run();
    return 0;
  }
}
