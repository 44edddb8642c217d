package io.vfio4j.distribution.output;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.binding.Candidate;
import io.vfio4j.core.binding.CatalogDriver;
import java.util.List;
import java.util.Locale;

/**
 * Bindings as JSON. Field names are a promise; ids are hexadecimal text, as {@code lspci -n} writes
 * them.
 */
public final class FunctionJson {

  private FunctionJson() {}

  /** A function: address, ids, variant, reason. */
  public static JsonObject of(Binding binding) {
    PciIds ids = binding.function().ids();
    JsonObject json = new JsonObject();
    json.put("address", binding.function().address().toString());
    json.put("vendorId", hex(ids.vendor()));
    json.put("deviceId", hex(ids.device()));
    json.put("subsystemVendorId", hex(ids.subsystemVendor()));
    json.put("subsystemDeviceId", hex(ids.subsystemDevice()));
    json.put("classCode", "%06x".formatted(ids.classCode()));
    json.put("variant", binding.driver().map(CatalogDriver::name).orElse(null));
    json.put("plugin", binding.driver().map(driver -> driver.origin().plugin()).orElse(null));
    json.put("errno", binding.errno().map(Enum::name).orElse(null));
    json.put("reason", binding.reason());
    return json;
  }

  /** The same with its candidates. */
  public static JsonObject explained(Binding binding) {
    JsonObject json = of(binding);
    json.put("candidates", of(binding.candidates()));
    return json;
  }

  private static JsonArray of(List<Candidate> candidates) {
    JsonArray array = new JsonArray();
    candidates.forEach(candidate -> array.add(of(candidate)));
    return array;
  }

  private static JsonObject of(Candidate candidate) {
    JsonObject json = new JsonObject();
    json.put("rank", candidate.rank());
    json.put("driver", candidate.driver().name());
    json.put("match", candidate.row().toString());
    json.put("outcome", candidate.outcome().name().toLowerCase(Locale.ROOT));
    json.put("reason", candidate.reason());
    json.put("plugin", candidate.driver().origin().plugin());
    json.put("pluginVersion", candidate.driver().origin().version());
    json.put("jar", candidate.driver().origin().jar());
    json.put("wraps", of(candidate.wrapped()));
    return json;
  }

  private static String hex(int id) {
    return "%04x".formatted(id);
  }
}
