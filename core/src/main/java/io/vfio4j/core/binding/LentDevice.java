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

/**
 * What a driver forwards to, vfio-pci-core's device or another variant's: it knows one call at a
 * time, so {@link LendingRules} has it called in the driver's own operations alone.
 */
final class LentDevice implements VfioDevice {
  private final VfioDevice device;
  private final LendingRules rules;
  private boolean open;

  LentDevice(VfioDevice device, LendingRules rules) {
    this.device = device;
    this.rules = rules;
  }

  @Override
  public void open() {
    rules.requireOperation();
    device.open();
    open = true;
  }

  @Override
  public void close() {
    rules.requireOperation();
    open = false;
    device.close();
  }

  /** Closes it if the driver did not. */
  boolean takeBack() {
    if (!open) {
      return false;
    }
    open = false;
    device.close();
    return true;
  }

  @Override
  public DeviceInfo info() {
    rules.requireOperationOrProbe();
    return device.info();
  }

  /** Tools may ask beside the session. */
  @Override
  public List<Register> registers() {
    return device.registers();
  }

  @Override
  public RegionInfo regionInfo(int region) {
    rules.requireOperation();
    return device.regionInfo(region);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    rules.require(open);
    return device.irqInfo(irq);
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    rules.require(open);
    return device.read(region, offset, target);
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    rules.require(open);
    return device.write(region, offset, source);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    rules.requireOperation();
    return device.mmap(request);
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    rules.require(open);
    return device.memoryBehind(region, offset, count);
  }

  @Override
  public void setIrqs(IrqSet set) {
    rules.require(open);
    device.setIrqs(set);
  }

  @Override
  public void reset() {
    rules.require(open);
    device.reset();
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    rules.require(open);
    return device.feature(request);
  }

  @Override
  public long ioctl(IoctlRequest request) {
    rules.require(open);
    return device.ioctl(request);
  }
}
