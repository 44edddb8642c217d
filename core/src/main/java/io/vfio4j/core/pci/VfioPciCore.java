package io.vfio4j.core.pci;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.config.ConfigRegisters;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A host's function as the device that Linux' vfio-pci-core makes of it. */
public final class VfioPciCore implements VfioDevice {
  private final HostFunction function;
  private final GuestMemory memory;
  private final Executor worker;
  private final VfTokens tokens;
  private final Regions regions;
  private @Nullable Client client;

  /**
   * A device that is closed.
   *
   * @param function the hardware
   * @param memory what its DMA reaches
   * @param worker runs its DMA, and writes to its registers that eventfds cause
   * @param tokens of the host that the function belongs to
   */
  public VfioPciCore(HostFunction function, GuestMemory memory, Executor worker, VfTokens tokens) {
    this.function = function;
    this.memory = memory;
    this.worker = worker;
    this.tokens = tokens;
    this.regions = new Regions(function);
  }

  @Override
  public void open() {
    if (client != null) {
      throw new VfioException(Errno.EINVAL, function.address() + " is open");
    }
    client = Client.attach(function, regions, tokens, memory, worker);
    tokens.opened(function);
  }

  @Override
  public void close() {
    Client gone = opened();
    client = null;
    tokens.closed(function);
    gone.detach();
  }

  @Override
  public DeviceInfo info() {
    boolean resettable = client == null ? function.resettable() : client().resettable();
    return DeviceInfo.pci(RegionIndex.COUNT, IrqIndex.COUNT).withReset(resettable);
  }

  @Override
  public RegionInfo regionInfo(int region) {
    if (client != null) {
      client.lowPower().resume();
    }
    return regions.info(region);
  }

  @Override
  public List<Register> registers() {
    return ConfigRegisters.of(function);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    return client().interrupts().info(irq);
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    Client now = opened();
    if (target.byteSize() == 0) {
      return 0;
    }
    now.lowPower().resume();
    if (region == RegionIndex.CONFIG) {
      return now.config().read(offset, target);
    }
    return regions.readable(region).read(now.config(), offset, target);
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    Client now = opened();
    if (source.byteSize() == 0) {
      return 0;
    }
    now.lowPower().resume();
    if (region == RegionIndex.CONFIG) {
      return now.config().write(offset, source);
    }
    return regions.writable(region).write(now.config(), offset, source);
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    return regions.mmap(request);
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    return regions.memoryBehind(client().config(), region, offset, count);
  }

  @Override
  public void setIrqs(IrqSet set) {
    client().interrupts().set(set);
  }

  @Override
  public void reset() {
    client().reset();
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    return client().features().answer(request);
  }

  @Override
  public long ioctl(IoctlRequest request) {
    return client().ioctl(request);
  }

  /** For an operation, which wakes the function up. */
  private Client client() {
    Client now = opened();
    now.lowPower().resume();
    return now;
  }

  private Client opened() {
    Client now = client;
    if (now == null) {
      throw new VfioException(Errno.EINVAL, function.address() + " is not open");
    }
    return now;
  }
}
