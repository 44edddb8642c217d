package io.vfio4j.distribution.plugin;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.testkit.contract.rule.BoundedRun;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Has each driver of a plugin bind functions of a simulated host, and holds what clients would be
 * served against the device contract.
 */
final class DeviceVerification {
  private final Optional<String> host;
  private final Findings findings;

  /**
   * Says where and to whom.
   *
   * @param host a simulated host; without one, what the id table asks for is made up
   * @param findings takes what is found
   */
  DeviceVerification(Optional<String> host, Findings findings) {
    this.host = host;
    this.findings = findings;
  }

  /** A plugin that is refused has no device; that it is refused was said before. */
  void look(Path plugin) throws IOException {
    Path folder = Files.createTempDirectory("vfio4j-verify");
    // At a signal; the last one that was said goes first.
    folder.toFile().deleteOnExit();
    folder.resolve("fake.json").toFile().deleteOnExit();
    try (Plugins plugins = PluginFolder.load(List.of(plugin), folder)) {
      for (CatalogDriver driver : plugins.catalog().drivers()) {
        look(driver, folder);
      }
    } finally {
      Files.deleteIfExists(folder.resolve("fake.json"));
      Files.deleteIfExists(folder);
    }
  }

  private void look(CatalogDriver driver, Path folder) throws IOException {
    List<PciMatch> rows = driver.idTable().stream().filter(FakeHost::canHave).toList();
    if (host.isEmpty() && rows.isEmpty()) {
      notRun(driver, "its id table names no function");
      return;
    }
    String profile =
        host.isPresent()
            ? host.get().substring(SimHosts.PREFIX.length())
            : FakeHost.write(folder, rows).toString();
    List<PciAddress> functions = functions(profile, rows);
    if (functions.isEmpty()) {
      notRun(driver, host.orElse("") + " has no function that its id table names");
    }
    for (PciAddress function : functions) {
      hold(new ContractTrial(profile, driver.driver(), function), driver, function);
    }
  }

  /** All of them for a driver that is bound only where it is named. */
  private static List<PciAddress> functions(String profile, List<PciMatch> rows) {
    try (SimHost simulated = SimHosts.open(SimHosts.PREFIX + profile)) {
      return simulated.functions().stream()
          .filter(f -> rows.isEmpty() || rows.stream().anyMatch(row -> row.matches(f.ids())))
          .map(HostFunction::address)
          .toList();
    }
  }

  private void hold(ContractTrial trial, CatalogDriver driver, PciAddress function) {
    String where = "%s at %s: ".formatted(driver.name(), function);
    try {
      List<RuleResult> results = trial.run();
      results.forEach(result -> add(result, where));
      results.stream()
          .filter(result -> result.came().equals(BoundedRun.DID_NOT_END))
          .forEach(result -> findings.add(true, where + hangs(result)));
    } catch (IllegalStateException e) {
      notRun(driver, "%s is not taken (%s)".formatted(function, e.getMessage()));
    } catch (TimeoutException e) {
      findings.add(true, where + "its probe does not end: look at what it waits for");
    }
  }

  private static String hangs(RuleResult result) {
    return "%s (%s) did not end: look at what an operation waits for"
        .formatted(result.rule().id(), result.rule().says());
  }

  private void add(RuleResult result, String where) {
    if (result.outcome() == Outcome.KEPT) {
      findings.kept();
    } else if (result.outcome() == Outcome.BROKEN) {
      findings.add(result.fails(), where + result.line());
    }
  }

  private void notRun(CatalogDriver driver, String why) {
    findings.add(
        false,
        "driver %s was not held against the device contract: %s; name a host that it is for with --host"
            .formatted(driver.name(), why));
  }
}
