package io.vfio4j.testkit;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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
  private static final Origin ORIGIN = new Origin("under-test", "0", "test classes");

  private final String profile;
  private final List<VariantDriver> drivers;
  private final Map<String, String> settings;
  private final UnaryOperator<HostFunction> hardware;

  private SimulatedBinding(
      String profile,
      List<VariantDriver> drivers,
      Map<String, String> settings,
      UnaryOperator<HostFunction> hardware) {
    this.profile = profile;
    this.drivers = drivers;
    this.settings = settings;
    this.hardware = hardware;
  }

  /**
   * Drivers for the first function of a host that the first driver's id table names.
   *
   * @param profile a built-in profile's name, or a profile's file
   * @param drivers at least one
   */
  public static SimulatedBinding of(String profile, VariantDriver... drivers) {
    return new SimulatedBinding(profile, List.of(drivers), Map.of(), UnaryOperator.identity());
  }

  /**
   * The same with settings.
   *
   * @param settings for the first driver, by their keys without its name
   */
  public SimulatedBinding with(Map<String, String> settings) {
    return new SimulatedBinding(profile, drivers, Map.copyOf(settings), hardware);
  }

  /**
   * The same with other hardware.
   *
   * @param hardware makes of the profile's function the one that is bound
   */
  public SimulatedBinding on(UnaryOperator<HostFunction> hardware) {
    return new SimulatedBinding(profile, drivers, settings, hardware);
  }

  /**
   * Binds it.
   *
   * @throws io.vfio4j.api.VfioException if the function stays unbound, with the errno of the probe
   *     that failed; ENODEV if no driver wants it
   */
  public SimulatedDevice bind() {
    return bind(SimulatedDevice.matchedBy(drivers.getFirst()), Runnable::run);
  }

  /**
   * Binds it and serves it on a socket.
   *
   * @throws io.vfio4j.api.VfioException as {@link #bind()}
   */
  public SimulatedServer serve() {
    DeviceWorker worker = new DeviceWorker("testkit worker");
    return new SimulatedServer(bind(SimulatedDevice.matchedBy(drivers.getFirst()), worker), worker);
  }

  SimulatedDevice bind(Predicate<HostFunction> wanted, Executor worker) {
    SimHost host = SimHosts.open(SimHosts.PREFIX + profile);
    try {
      HostFunction function =
          host.functions().stream()
              .filter(wanted)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(host.name() + " has no such function"));
      List<CatalogDriver> catalog =
          drivers.stream().map(driver -> CatalogDriver.of(driver, ORIGIN)).toList();
      return SimulatedDevice.bind(
          host, hardware.apply(function), catalog, settings(catalog.getFirst()), worker);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private Settings settings(CatalogDriver driver) {
    Map<String, String> named = new HashMap<>();
    settings.forEach((key, value) -> named.put(driver.name() + "." + key, value));
    return Settings.of(named);
  }
}
