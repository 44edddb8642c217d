package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One driver's view of one function: the function itself, and the services of the host. */
final class HostDeviceContext implements DeviceContext {
  private final BindableFunction bindable;
  private final HostFunction function;
  private final CapabilityWalk capabilities;
  private final CatalogDriver driver;
  private final Settings settings;
  private final PluginCalls calls;
  private final WrappedVariants wrapped;
  private final DeviceClock clock;
  private final List<PhysicalMemory> mappedInProbe = new ArrayList<>();
  private boolean probing = true;

  HostDeviceContext(
      BindableFunction bindable,
      CatalogDriver driver,
      Settings settings,
      DeviceClock clock,
      PluginCalls calls,
      WrappedVariants wrapped) {
    this.bindable = bindable;
    this.function = bindable.function();
    this.capabilities = new CapabilityWalk(function);
    this.driver = driver;
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.wrapped = wrapped;
  }

  @Override
  public PciAddress address() {
    return function.address();
  }

  @Override
  public PciIds ids() {
    return function.ids();
  }

  @Override
  public OptionalLong property(String name) {
    return function.property(name);
  }

  @Override
  public int configRead(int offset, int width) {
    if ((width != 1 && width != 2 && width != 4) || offset < 0 || offset % width != 0) {
      throw VfioException.refused(
          Errno.EINVAL,
          "config space is read by 1, 2 or 4 aligned bytes, not %d at 0x%x"
              .formatted(width, offset));
    }
    return offset < function.configSize()
        ? function.configRead(offset, width)
        : -1 >>> (32 - 8 * width);
  }

  @Override
  public OptionalInt findCapability(int id) {
    return capabilities.find(id);
  }

  @Override
  public OptionalInt findExtendedCapability(int id) {
    return capabilities.findExtended(id);
  }

  @Override
  public OptionalInt findDvsec(int vendor, int dvsecId) {
    return capabilities.findDvsec(vendor, dvsecId);
  }

  @Override
  public long barRead(int bar, long offset, int width) {
    HostBar found = bar(bar);
    boolean aligned =
        Integer.bitCount(width) == 1 && width <= 8 && width > 0 && offset % width == 0;
    if (!aligned || offset < 0 || offset > found.contentSize() - width) {
      throw VfioException.refused(
          Errno.EINVAL, "BAR %d has no register of %d bytes at 0x%x".formatted(bar, width, offset));
    }
    return found.read(offset, width);
  }

  private HostBar bar(int index) {
    Optional<HostBar> bar = index < 0 || index > 5 ? Optional.empty() : function.bar(index);
    return bar.orElseThrow(
        () -> VfioException.refused(Errno.ENODEV, "%s has no BAR %d".formatted(address(), index)));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    PhysicalMemory memory = function.map(base, length, caching);
    synchronized (mappedInProbe) {
      if (probing) {
        mappedInProbe.add(memory);
      }
    }
    return memory;
  }

  @Override
  public long resets() {
    return function.resets();
  }

  @Override
  public DeviceClock clock() {
    return clock;
  }

  @Override
  public VfioDevice core() {
    return bindable.core();
  }

  @Override
  public VfioDevice variant(String name) throws ProbeDeclined {
    return wrapped.named(name);
  }

  @Override
  public VfioDevice nextVariant() throws ProbeDeclined {
    return wrapped.next();
  }

  @Override
  public GuestMemory guestMemory() {
    return bindable.memory();
  }

  @Override
  public void execute(Runnable task) {
    bindable.worker().execute(new PluginTask(task, calls, null));
  }

  @Override
  public void raiseInterrupt(int vector) {
    function.raiseInterrupt(vector);
  }

  @Override
  public void lowerInterrupt() {
    function.lowerInterrupt();
  }

  @Override
  public Optional<String> setting(String key) {
    return settings.of(driver, key);
  }

  /** The driver took the function: from now on what it maps is its own to close. */
  void bound() {
    synchronized (mappedInProbe) {
      probing = false;
      mappedInProbe.clear();
    }
  }

  /** The driver did not take it: what it mapped and may have forgotten is unmapped. */
  void released() {
    synchronized (mappedInProbe) {
      probing = false;
      mappedInProbe.forEach(PhysicalMemory::close);
      mappedInProbe.clear();
    }
  }
}
