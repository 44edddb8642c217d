package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.limit.Watchdog;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the driver for a function. One function at a time; the calling thread waits. */
public final class Binder {
  private final DriverCatalog catalog;
  private final AskedSettings settings;
  private final Map<PciAddress, String> overrides;
  private final DeviceClock clock;
  private final Logger logger;
  private final Watchdog watchdog;

  /**
   * A binder that gives plugins all the time they want.
   *
   * @param catalog the drivers there are
   * @param settings what the operator set for them
   * @param overrides functions that the operator gives to a driver by its name
   * @param clock what drivers see as time
   * @param logger for what plugins do wrong
   */
  public Binder(
      DriverCatalog catalog,
      Settings settings,
      Map<PciAddress, String> overrides,
      DeviceClock clock,
      Logger logger) {
    this(catalog, settings, overrides, clock, logger, Watchdog.off());
  }

  /**
   * A binder.
   *
   * @param catalog the drivers there are
   * @param settings what the operator set for them
   * @param overrides functions that the operator gives to a driver by its name
   * @param clock what drivers see as time
   * @param logger for what plugins do wrong
   * @param watchdog notices what does not return
   */
  public Binder(
      DriverCatalog catalog,
      Settings settings,
      Map<PciAddress, String> overrides,
      DeviceClock clock,
      Logger logger,
      Watchdog watchdog) {
    this.catalog = catalog;
    this.settings = new AskedSettings(settings);
    this.overrides = Map.copyOf(overrides);
    this.clock = clock;
    this.logger = logger;
    this.watchdog = watchdog;
  }

  /**
   * Probes the drivers that match a function, the most specific first, until one takes it or fails.
   *
   * <p>A driver named by the operator is the only candidate and need not match, as with the
   * kernel's {@code driver_override}.
   */
  public Binding bind(BindableFunction bindable) {
    HostFunction function = bindable.function();
    String named = overrides.get(function.address());
    Selection selection =
        named == null
            ? Selection.byTable(catalog.matches(function.ids()), function)
            : Selection.byOperator(named(named, function), named);
    Search search = new Search(this, bindable, List.of(), selection);
    Binding binding = search.run();
    search.bound();
    return binding;
  }

  /**
   * {@code NAME.KEY} of the settings made for drivers that have taken a function since, and asked
   * for by none: they had no effect, as one that is misspelt. Any thread.
   */
  public Set<String> settingsNotAskedFor() {
    return settings.unasked();
  }

  /** One driver, for the variant that wraps it. */
  Selection wrapped(String name, HostFunction function, String wrapper) {
    return Selection.byWrapper(named(name, function), name, wrapper);
  }

  /** All drivers but those that wrap what is asked for. */
  Selection behind(List<CatalogDriver> lineage, HostFunction function, String wrapper) {
    List<Match> others =
        catalog.matches(function.ids()).stream()
            .filter(match -> !lineage.contains(match.driver()))
            .toList();
    return Selection.behindWrapper(others, function, wrapper);
  }

  private List<Match> named(String name, HostFunction function) {
    Optional<CatalogDriver> driver = catalog.named(name);
    return driver.map(found -> new Match(found, row(found, function))).stream().toList();
  }

  private static PciMatch row(CatalogDriver driver, HostFunction function) {
    return driver.bestRow(function.ids()).orElse(PciMatch.none());
  }

  /**
   * One driver's attempt at a function.
   *
   * @param wrappers the drivers that wrap it, the outermost first
   */
  Probe probe(CatalogDriver driver, BindableFunction bindable, List<CatalogDriver> wrappers) {
    PluginFailures failures =
        new PluginFailures(logger, clock, driver, bindable.function().address());
    PluginCalls calls = new PluginCalls(driver.loader(), failures, watchdog, bindable.retirement());
    List<CatalogDriver> lineage = new ArrayList<>(wrappers);
    lineage.add(driver);
    WrappedVariants wrapped = new WrappedVariants(this, bindable, lineage);
    HostDeviceContext context =
        new HostDeviceContext(bindable, driver, settings, clock, calls, wrapped);
    return new Probe(driver, context, wrapped, calls);
  }
}
