package io.vfio4j.distribution.acpi;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiProperty;
import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;

/**
 * A device as JSON. Field names are a promise; numbers are text, since they have 64 bits and many a
 * reader of JSON has only 53.
 */
final class DeviceJson {

  private DeviceJson() {}

  static JsonObject of(AcpiDevice device) {
    JsonObject json = new JsonObject();
    json.put("path", device.path().toString());
    json.put("declared", device.declared());
    json.put("address", device.address().isPresent() ? hex(device.address().getAsLong()) : null);
    JsonArray properties = new JsonArray();
    device.properties().forEach(property -> properties.add(of(property)));
    json.put("properties", properties);
    return json;
  }

  private static JsonObject of(AcpiProperty property) {
    JsonObject json = new JsonObject();
    json.put("key", property.key());
    putValue(json, property.value());
    json.put("table", property.position().table());
    json.put("offset", property.position().offset());
    return json;
  }

  private static void putValue(JsonObject json, AmlValue value) {
    switch (value) {
      case IntegerValue number -> {
        json.put("hex", hex(number.value()));
        json.put("decimal", Long.toUnsignedString(number.value()));
      }
      case StringValue string -> json.put("text", string.text());
      case BufferValue buffer -> json.put("bytes", buffer.hex());
      case ReferenceValue reference -> json.put("reference", reference.name());
      case PackageValue list -> {
        JsonArray elements = new JsonArray();
        for (AmlValue element : list.elements()) {
          JsonObject each = new JsonObject();
          putValue(each, element);
          elements.add(each);
        }
        json.put("list", elements);
      }
    }
  }

  private static String hex(long value) {
    return "0x%x".formatted(value);
  }
}
