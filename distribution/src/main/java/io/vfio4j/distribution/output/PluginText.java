package io.vfio4j.distribution.output;

import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.plugin.PluginManifest;
import io.vfio4j.core.plugin.PluginReport;
import java.util.List;
import java.util.stream.Collectors;

/** Plugins as lines of text: jar, id, version, state, and the drivers or what is wrong. */
public final class PluginText {

  private PluginText() {}

  /** A line for each plugin, and one for each warning about it. */
  public static List<String> list(List<PluginReport> reports) {
    Table table = new Table();
    for (PluginReport report : reports) {
      row(
          table,
          report,
          report.loaded() ? "loaded" : "refused",
          report.refusal().orElseGet(() -> drivers(report)));
      report.warnings().forEach(warning -> row(table, report, "warning", warning));
    }
    return table.lines();
  }

  private static void row(Table table, PluginReport report, String state, String what) {
    table.row(
        report.jar(),
        report.manifest().map(PluginManifest::id).orElse("-"),
        report.manifest().map(PluginManifest::version).orElse("-"),
        state,
        what);
  }

  private static String drivers(PluginReport report) {
    return report.drivers().stream().map(PluginText::driver).collect(Collectors.joining("; "));
  }

  private static String driver(CatalogDriver driver) {
    return driver.idTable().stream()
        .map(Object::toString)
        .collect(Collectors.joining(" ", driver.name() + " for ", ""));
  }
}
