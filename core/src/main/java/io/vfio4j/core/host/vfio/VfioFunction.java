package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.dma.IommuMappings;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.MappingGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** A function that the kernel's vfio-pci has. */
final class VfioFunction implements HostFunction, AutoCloseable {
  private final PciAddress address;
  private final Virtualization virtualization;
  private final Group group;
  private final KernelDevice device;
  private final ConfigFile config;
  private final PciIds ids;
  private final boolean resettable;
  private final VfioInterrupts interrupts;
  private final ClientMappings dma;
  private final VfioBars bars;
  private final MappingGate mappings = new MappingGate();
  private final AtomicLong resets = new AtomicLong();

  /** Takes over its file. */
  VfioFunction(SysfsFunction known, Group group, KernelDevice device, EventFdWatcher watcher) {
    this.address = known.address();
    this.virtualization = known.virtualization();
    this.group = group;
    this.device = device;
    this.config = new ConfigFile(address, device);
    this.ids = config.ids();
    this.resettable = device.resettable();
    this.interrupts = new VfioInterrupts(address, device, watcher);
    this.dma = new ClientMappings(address, group);
    this.bars = new VfioBars(device, config);
  }

  @Override
  public PciAddress address() {
    return address;
  }

  @Override
  public PciIds ids() {
    return ids;
  }

  /** None: what ACPI says of real functions is not read. */
  @Override
  public OptionalLong property(String name) {
    return OptionalLong.empty();
  }

  @Override
  public int configSize() {
    return config.size();
  }

  @Override
  public int configRead(int offset, int width) {
    return config.read(offset, width);
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    config.write(offset, width, value);
  }

  @Override
  public Optional<HostBar> bar(int index) {
    return bars.get(index);
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    throw new VfioException(
        Errno.EOPNOTSUPP,
        address
            + ": no physical memory of a real host can be mapped: a driver of the kernel's has to"
            + " show it as a BAR");
  }

  @Override
  public MappingGate mappings() {
    return mappings;
  }

  /** None: the kernel's hot reset is not used. */
  @Override
  public List<HostFunction> resetTogether() {
    return List.of();
  }

  @Override
  public int iommuGroup() {
    return group.number();
  }

  @Override
  public Virtualization virtualization() {
    return virtualization;
  }

  @Override
  public boolean resettable() {
    return resettable;
  }

  @Override
  public void reset() {
    try {
      device.reset();
    } catch (LinuxException e) {
      throw VfioException.refused(Errno.of(e.errno()), address + ": " + e.getMessage());
    }
    resets.incrementAndGet();
    interrupts.reset();
  }

  @Override
  public long resets() {
    return resets.get();
  }

  @Override
  public IommuMappings iommu() {
    return dma;
  }

  @Override
  public void attach(InterruptListener listener, GuestMemory memory, Executor worker) {
    dma.attach();
    interrupts.attach(listener);
  }

  /** Whatever fails, the group is not kept for a client that has gone. */
  @Override
  public void detach() {
    try {
      interrupts.detach();
      config.forgetMsi();
    } finally {
      dma.detach();
    }
  }

  @Override
  public void interruptsOn(InterruptKind kind, int vectors) {
    interrupts.on(kind, vectors);
  }

  @Override
  public void interruptsOff(InterruptKind kind) {
    interrupts.off(kind);
  }

  @Override
  public void pinUnmasked() {
    interrupts.pinUnmasked();
  }

  @Override
  public void vectorUnmasked(int vector) {
    interrupts.unmasked(vector);
  }

  @Override
  public void raiseInterrupt(int vector) {
    interrupts.raise(vector);
  }

  @Override
  public void lowerInterrupt() {
    interrupts.lower();
  }

  @Override
  public boolean pinAsserted() {
    return interrupts.raisedPin() || config.pinAsserted();
  }

  @Override
  public void close() {
    device.close();
  }
}
