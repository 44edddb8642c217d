package io.vfio4j.testkit;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What is to be bound, where one driver on a profile's function is not all there is to say: several
 * drivers that are tried as the agent tries them, or hardware that behaves otherwise than a profile
 * can describe.
 *
 * <pre>{@code
 * SimulatedBinding.of("gh200-no-acpi", new AcmeDriver(), new PassthroughDriver()).serve()
 * }</pre>
 *
 * @since 0.1
 */
public final class SimulatedBinding {
  private static final System.Logger LOGGER = System.getLogger("io.vfio4j.testkit");
  private static final Origin ORIGIN = new Origin("under-test", "0", "test classes");

  private final String profile;
  private final List<VariantDriver> drivers;
  private final Map<String, String> settings;
  private final BiFunction<HostFunction, ManualClock, HostFunction> hardware;
  private final Optional<PciAddress> named;

  private SimulatedBinding(
      String profile,
      List<VariantDriver> drivers,
      Map<String, String> settings,
      BiFunction<HostFunction, ManualClock, HostFunction> hardware,
      Optional<PciAddress> named) {
    this.profile = profile;
    this.drivers = drivers;
    this.settings = settings;
    this.hardware = hardware;
    this.named = named;
  }

  /**
   * Drivers for the first function of a host that the first driver's id table names.
   *
   * @param profile a built-in profile's name, or a profile's file
   * @param drivers at least one
   */
  public static SimulatedBinding of(String profile, VariantDriver... drivers) {
    return new SimulatedBinding(
        profile, List.of(drivers), Map.of(), (function, clock) -> function, Optional.empty());
  }

  /**
   * The same with settings.
   *
   * @param settings for the first driver, by their keys without its name
   */
  public SimulatedBinding with(Map<String, String> settings) {
    return new SimulatedBinding(profile, drivers, Map.copyOf(settings), hardware, named);
  }

  /**
   * The same with other hardware.
   *
   * @param hardware makes of the profile's function the one that is bound
   */
  public SimulatedBinding on(UnaryOperator<HostFunction> hardware) {
    return on((function, clock) -> hardware.apply(function));
  }

  /**
   * The same with hardware that takes its time.
   *
   * @param hardware makes of the profile's function, and the device's clock, the one that is bound
   */
  public SimulatedBinding on(BiFunction<HostFunction, ManualClock, HostFunction> hardware) {
    return new SimulatedBinding(profile, drivers, settings, hardware, named);
  }

  /**
   * The same for a certain function, which the operator gives to the first driver by its name:
   * {@code --variant BDF=NAME}. Its id table is not asked; a driver that wraps another needs it.
   *
   * @param address the function's
   */
  public SimulatedBinding named(PciAddress address) {
    return new SimulatedBinding(profile, drivers, settings, hardware, Optional.of(address));
  }

  /**
   * Binds it.
   *
   * @throws io.vfio4j.api.VfioException if the function stays unbound, with the errno of the probe
   *     that failed; ENODEV if no driver wants it
   */
  public SimulatedDevice bind() {
    return bind(wanted(), Runnable::run);
  }

  /**
   * Binds it and serves it on a socket.
   *
   * @throws io.vfio4j.api.VfioException as {@link #bind()}
   */
  public SimulatedServer serve() {
    DeviceWorker worker = new DeviceWorker("testkit worker");
    return new SimulatedServer(bind(wanted(), worker), worker);
  }

  private Predicate<HostFunction> wanted() {
    return named.map(SimulatedDevice::at).orElse(SimulatedDevice.matchedBy(drivers.getFirst()));
  }

  SimulatedDevice bind(Predicate<HostFunction> wanted, Executor worker) {
    SimHost host = SimHosts.open(SimHosts.PREFIX + profile);
    try {
      HostFunction function =
          host.functions().stream()
              .filter(wanted)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(none(host)));
      List<CatalogDriver> catalog =
          drivers.stream().map(driver -> CatalogDriver.of(driver, ORIGIN)).toList();
      ManualClock clock = new ManualClock();
      return SimulatedDevice.bind(
          host, hardware.apply(function, clock), binder(catalog, clock), worker, clock);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private Binder binder(List<CatalogDriver> catalog, DeviceClock clock) {
    String first = catalog.getFirst().name();
    Map<PciAddress, String> overrides = new HashMap<>();
    named.ifPresent(address -> overrides.put(address, first));
    return new Binder(new DriverCatalog(catalog), settings(first), overrides, clock, LOGGER);
  }

  private Settings settings(String driver) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((key, value) -> all.put(driver + "." + key, value));
    return Settings.of(all);
  }

  private String none(SimHost host) {
    String there =
        host.functions().stream()
            .map(function -> function.address() + " " + function.ids())
            .collect(Collectors.joining(", "));
    return "%s has no function that was asked for: it has %s; the id table of %s is %s"
        .formatted(host.name(), there, drivers.getFirst().name(), drivers.getFirst().idTable());
  }
}
