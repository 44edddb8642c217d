package io.vfio4j.distribution.output;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.plugin.PluginManifest;
import io.vfio4j.core.plugin.PluginReport;
import java.util.List;

/** Plugins as JSON. Field names are a promise. */
public final class PluginJson {

  private PluginJson() {}

  /** A list of plugins. */
  public static JsonArray list(List<PluginReport> reports) {
    JsonArray json = new JsonArray();
    reports.forEach(report -> json.add(of(report)));
    return json;
  }

  private static JsonObject of(PluginReport report) {
    JsonObject json = new JsonObject();
    json.put("jar", report.jar());
    json.put("id", report.manifest().map(PluginManifest::id).orElse(null));
    json.put("version", report.manifest().map(PluginManifest::version).orElse(null));
    json.put("requires", report.manifest().map(PluginManifest::requires).orElse(null));
    json.put("state", report.loaded() ? "loaded" : "refused");
    json.put("reason", report.refusal().orElse(null));
    json.put("warnings", new JsonArray(report.warnings()));
    JsonArray drivers = new JsonArray();
    report.drivers().forEach(driver -> drivers.add(of(driver)));
    json.put("drivers", drivers);
    return json;
  }

  private static JsonObject of(CatalogDriver driver) {
    JsonObject json = new JsonObject();
    json.put("name", driver.name());
    json.put("idTable", new JsonArray(driver.idTable().stream().map(Object::toString).toList()));
    return json;
  }
}
