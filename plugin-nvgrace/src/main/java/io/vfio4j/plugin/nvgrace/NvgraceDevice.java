package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** vfio-pci-core, with regions 2 and 4 and their BAR registers replaced by the GPU's memory. */
final class NvgraceDevice extends ForwardingVfioDevice {
  static final int RESMEM = 2;
  static final int USEMEM = 4;

  private final DeviceContext context;
  private final Optional<MemoryRegion> usemem;
  private final Optional<MemoryRegion> resmem;
  private final FakeBarRegisters registers;
  private final ReadinessCheck readiness;

  NvgraceDevice(DeviceContext context, MemorySplit split, ReadinessCheck readiness) {
    super(context.core());
    this.context = context;
    this.usemem =
        Optional.of(new MemoryRegion(context, USEMEM, split.usemem(), Caching.CACHED, readiness));
    this.resmem =
        split
            .resmem()
            .map(range ->
                new MemoryRegion(context, RESMEM, range, Caching.WRITE_COMBINING, readiness));
    this.readiness = readiness;
    this.registers = new FakeBarRegisters(context.core(), split);
  }

  private Optional<MemoryRegion> memory(int region) {
    return switch (region) {
      case USEMEM -> usemem;
      case RESMEM -> resmem;
      default -> Optional.empty();
    };
  }

  @Override
  public void open() {
    super.open();
    registers.clear();
    if (super.regionInfo(RegionIndex.BAR0).size() == 0) {
      super.close();
      throw new VfioException(Errno.ENODEV, "the GPU has no BAR 0");
    }
  }

  @Override
  public void close() {
    try {
      usemem.ifPresent(MemoryRegion::unmap);
      resmem.ifPresent(MemoryRegion::unmap);
    } finally {
      super.close();
    }
  }

  @Override
  public RegionInfo regionInfo(int region) {
    Optional<MemoryRegion> memory = memory(region);
    return memory.isPresent() ? memory.get().info() : super.regionInfo(region);
  }

  /** The fake BARs come first, for they lie over BAR registers of vfio-pci-core's. */
  @Override
  public List<Register> registers() {
    List<Register> all = new ArrayList<>(registers.registers());
    all.addAll(readiness.registers());
    all.addAll(super.registers());
    return all;
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    if (region == RegionIndex.CONFIG) {
      return registers.read(offset, target);
    }
    Optional<MemoryRegion> memory = memory(region);
    return memory.isPresent()
        ? memory.get().read(offset, target)
        : super.read(region, offset, target);
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    if (region == RegionIndex.CONFIG) {
      return registers.write(offset, source);
    }
    Optional<MemoryRegion> memory = memory(region);
    return memory.isPresent()
        ? memory.get().write(offset, source)
        : super.write(region, offset, source);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    Optional<MemoryRegion> memory = memory(request.region());
    return memory.isPresent() ? memory.get().mmap(request) : super.mmap(request);
  }

  /** Regions that are not the GPU's memory are read and written by vfio-pci-core alone. */
  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    Optional<MemoryRegion> memory = memory(region);
    return memory.isPresent()
        ? memory.get().memoryBehind(offset, count)
        : context.core().memoryBehind(region, offset, count);
  }

  /** The BARs are cleared before the function is reset, and stay so if that fails. */
  @Override
  public void reset() {
    registers.clear();
    super.reset();
  }

  /** No eventfd can stand for a write to memory, nor does Linux let it for the other regions. */
  @Override
  public long ioctl(IoctlRequest request) {
    if (request.command() == IoctlRequest.IOEVENTFD) {
      throw VfioException.refused(Errno.ENOTTY, "no ioeventfd on this device");
    }
    return super.ioctl(request);
  }
}
