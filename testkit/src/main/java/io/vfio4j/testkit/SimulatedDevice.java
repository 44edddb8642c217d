package io.vfio4j.testkit;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.binding.BindableFunction;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.pci.VfioPciCore;
import io.vfio4j.testkit.client.GuestRam;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * A driver's device, bound by the agent's own code to a function of a simulated host.
 *
 * <p>Nothing here stands in for anything: the function has registers and memory, {@link
 * io.vfio4j.core.pci vfio-pci-core} is beneath the device, and around it is the border that turns
 * whatever it throws into an errno. Only time and threads are a test's: the clock stands still, and
 * what a device hands to its worker runs at once, on the calling thread, and while the device is
 * closed too, where the agent drops it.
 *
 * <pre>{@code
 * try (SimulatedDevice gpu = SimulatedDevice.bind("gh200-96g", new AcmeDriver())) {
 *   gpu.device().open();
 *   ...
 *   gpu.device().close();
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class SimulatedDevice implements DeviceUnderTest, AutoCloseable {
  private final SimHost host;
  private final HostFunction function;
  private final VfioDevice device;
  private final IovaSpace guestMemory;
  private final ManualClock clock;
  private final List<GuestRam> rams = new ArrayList<>();

  private SimulatedDevice(
      SimHost host,
      HostFunction function,
      VfioDevice device,
      IovaSpace guestMemory,
      ManualClock clock) {
    this.host = host;
    this.function = function;
    this.device = device;
    this.guestMemory = guestMemory;
    this.clock = clock;
  }

  /**
   * Binds a driver to the first function of a host that its id table names.
   *
   * @param profile a built-in profile's name, or a profile's file
   * @param driver the driver under test
   * @throws IllegalStateException if there is no such function, or the driver does not take it; the
   *     message has the driver's reason
   */
  public static SimulatedDevice bind(String profile, VariantDriver driver) {
    return bind(profile, driver, Map.of());
  }

  /**
   * The same with settings.
   *
   * @param settings by their keys, without the driver's name
   */
  public static SimulatedDevice bind(
      String profile, VariantDriver driver, Map<String, String> settings) {
    return bind(profile, driver, settings, matchedBy(driver), Runnable::run);
  }

  /**
   * Binds a driver to a certain function.
   *
   * @param address the function's
   */
  public static SimulatedDevice bind(String profile, VariantDriver driver, PciAddress address) {
    return bind(profile, driver, Map.of(), at(address), Runnable::run);
  }

  static SimulatedDevice bind(
      String profile,
      VariantDriver driver,
      Map<String, String> settings,
      Predicate<HostFunction> wanted,
      Executor worker) {
    try {
      return SimulatedBinding.of(profile, driver).with(settings).bind(wanted, worker);
    } catch (VfioException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Binds a function of a host, which is this object's from now on. */
  static SimulatedDevice bind(
      SimHost host, HostFunction function, Binder binder, Executor worker, ManualClock clock) {
    IovaSpace guestMemory = new IovaSpace();
    VfioPciCore core = new VfioPciCore(function, guestMemory, worker, new VfTokens());
    BindableFunction bindable = new BindableFunction(function, core, guestMemory, worker);
    Binding binding = binder.bind(bindable);
    VfioDevice device = binding.device().orElseThrow(() -> unbound(binding));
    return new SimulatedDevice(host, function, device, guestMemory, clock);
  }

  private static VfioException unbound(Binding binding) {
    return new VfioException(binding.errno().orElse(Errno.ENODEV), binding.reason());
  }

  static Predicate<HostFunction> matchedBy(VariantDriver driver) {
    return function -> driver.idTable().stream().anyMatch(row -> row.matches(function.ids()));
  }

  static Predicate<HostFunction> at(PciAddress address) {
    return function -> function.address().equals(address);
  }

  @Override
  public VfioDevice device() {
    return device;
  }

  @Override
  public Optional<PciIds> ids() {
    return Optional.of(function.ids());
  }

  @Override
  public boolean overSocket() {
    return false;
  }

  @Override
  public CountingNotifier notifier() {
    return new RecordingNotifier();
  }

  @Override
  public MemorySegment mapGuestMemory(long iova, long size) {
    GuestRam ram = GuestRam.ofSize(size);
    rams.add(ram);
    guestMemory.map(iova, size, true, true, ram.descriptor(), 0);
    return ram.memory();
  }

  @Override
  public void unmapGuestMemory(long iova, long size) {
    guestMemory.unmap(iova, size);
  }

  @Override
  public void release() {
    try (this) {
      device.close();
    }
  }

  /** The function beneath it. */
  public HostFunction function() {
    return function;
  }

  /** What the device reaches by DMA: empty until a test maps something. */
  public IovaSpace guestMemory() {
    return guestMemory;
  }

  /** The device's time. */
  public ManualClock clock() {
    return clock;
  }

  /** Releases the host's memory. The device is closed before, by who opened it. */
  @Override
  public void close() {
    guestMemory.detach();
    rams.forEach(GuestRam::close);
    host.close();
  }
}
