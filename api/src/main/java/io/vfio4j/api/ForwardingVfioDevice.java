package io.vfio4j.api;

import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A device that hands every operation to another, as a variant driver in the kernel fills the slots
 * of its operations that it does not change with {@code vfio_pci_core_…} functions.
 *
 * <p>Override what the variant presents differently and call {@code super} for the rest.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public abstract class ForwardingVfioDevice implements VfioDevice {
  private final VfioDevice next;

  /**
   * Forwards to a device, for a variant usually {@link DeviceContext#core()}, or the device of the
   * {@linkplain DeviceContext#variant variant that it wraps}.
   *
   * @param next where operations go
   */
  protected ForwardingVfioDevice(VfioDevice next) {
    this.next = next;
  }

  @Override
  public void open() {
    next.open();
  }

  @Override
  public void close() {
    next.close();
  }

  @Override
  public DeviceInfo info() {
    return next.info();
  }

  @Override
  public RegionInfo regionInfo(int region) {
    return next.regionInfo(region);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    return next.irqInfo(irq);
  }

  @Experimental(since = "0.1")
  @Override
  public List<Register> registers() {
    return next.registers();
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    return next.read(region, offset, target);
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    return next.write(region, offset, source);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    return next.mmap(request);
  }

  @Override
  public void setIrqs(IrqSet set) {
    next.setIrqs(set);
  }

  @Override
  public void reset() {
    next.reset();
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    return next.feature(request);
  }

  @Override
  public long ioctl(IoctlRequest request) {
    return next.ioctl(request);
  }
}
