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
  private final CapabilityWalk capabilities;
  private final CatalogDriver driver;
  private final AskedSettings settings;
  private final PluginCalls calls;
  private final VfioDevice core;
  private final WrappedVariants wrapped;
  private final DeviceClock clock;
  private final List<PhysicalMemory> mappedInProbe = new ArrayList<>();
  private boolean probing = true;
  private volatile boolean released;

  HostDeviceContext(
      BindableFunction bindable,
      CatalogDriver driver,
      AskedSettings settings,
      DeviceClock clock,
      PluginCalls calls,
      WrappedVariants wrapped) {
    this.bindable = bindable;
    this.capabilities = new CapabilityWalk(bindable.function());
    this.driver = driver;
    this.settings = settings;
    this.clock = clock;
    this.calls = calls;
    this.core = calls.lending().lend(bindable.core());
    this.wrapped = wrapped;
  }

  private HostFunction function() {
    return own().function();
  }

  private BindableFunction own() {
    requireBound();
    return bindable;
  }

  private void requireBound() {
    if (released) {
      throw new IllegalStateException(
          "driver %s has not got %s: its probe did not take it, or took too long"
              .formatted(driver.name(), bindable.function().address()));
    }
  }

  @Override
  public PciAddress address() {
    return function().address();
  }

  @Override
  public PciIds ids() {
    return function().ids();
  }

  @Override
  public OptionalLong property(String name) {
    return function().property(name);
  }

  @Override
  public int configRead(int offset, int width) {
    if ((width != 1 && width != 2 && width != 4) || offset < 0 || offset % width != 0) {
      throw VfioException.refused(
          Errno.EINVAL,
          "config space is read by 1, 2 or 4 aligned bytes, not %d at 0x%x"
              .formatted(width, offset));
    }
    return offset < function().configSize()
        ? function().configRead(offset, width)
        : -1 >>> (32 - 8 * width);
  }

  @Override
  public OptionalInt findCapability(int id) {
    requireBound();
    return capabilities.find(id);
  }

  @Override
  public OptionalInt findExtendedCapability(int id) {
    requireBound();
    return capabilities.findExtended(id);
  }

  @Override
  public OptionalInt findDvsec(int vendor, int dvsecId) {
    requireBound();
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
    Optional<HostBar> bar = index < 0 || index > 5 ? Optional.empty() : function().bar(index);
    return bar.orElseThrow(
        () -> VfioException.refused(Errno.ENODEV, "%s has no BAR %d".formatted(address(), index)));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    PhysicalMemory memory = function().map(base, length, caching);
    synchronized (mappedInProbe) {
      if (probing) {
        mappedInProbe.add(memory);
      } else if (released) {
        memory.close();
      }
    }
    requireBound();
    return memory;
  }

  @Override
  public long resets() {
    return function().resets();
  }

  @Override
  public DeviceClock clock() {
    return clock;
  }

  @Override
  public VfioDevice core() {
    return core;
  }

  @Override
  public VfioDevice variant(String name) throws ProbeDeclined {
    return calls.lending().lend(wrapped.named(name));
  }

  @Override
  public VfioDevice nextVariant() throws ProbeDeclined {
    return calls.lending().lend(wrapped.next());
  }

  @Override
  public GuestMemory guestMemory() {
    return own().memory();
  }

  @Override
  public void execute(Runnable task) {
    own().worker().execute(new PluginTask(task, calls, null));
  }

  @Override
  public void raiseInterrupt(int vector) {
    function().raiseInterrupt(vector);
  }

  @Override
  public void lowerInterrupt() {
    function().lowerInterrupt();
  }

  @Override
  public Optional<String> setting(String key) {
    return settings.of(driver, key);
  }

  /** The driver took the function: from now on what it maps is its own to close. */
  void bound() {
    settings.took(driver);
    synchronized (mappedInProbe) {
      probing = false;
      mappedInProbe.clear();
    }
  }

  /** The driver did not take it: what it mapped and may have forgotten is unmapped. */
  void released() {
    synchronized (mappedInProbe) {
      probing = false;
      released = true;
      mappedInProbe.forEach(PhysicalMemory::close);
      mappedInProbe.clear();
    }
  }
}
