package io.vfio4j.e2e;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.List;

/** Which function of the embedded host is which, by what {@code vfio4j list} says; asked once. */
final class ServedFunctions {

  static final int GPU_VENDOR = 0x10de;

  private static final List<JsonObject> ALL = list();

  private ServedFunctions() {}

  /** The address of the GPU. */
  static String gpu() {
    return address(true);
  }

  /** The address of the plain function beside it. */
  static String exerciser() {
    return address(false);
  }

  private static String address(boolean gpu) {
    return ALL.stream()
        .filter(function -> (vendor(function) == GPU_VENDOR) == gpu)
        .map(function -> function.getString("address"))
        .findFirst()
        .orElseThrow();
  }

  private static int vendor(JsonObject function) {
    return Integer.parseInt(function.getString("vendorId"), 16);
  }

  private static List<JsonObject> list() {
    String json = Command.run("list", "-o", "json").orFail();
    try {
      return JsonParser.array().from(json).stream().map(JsonObject.class::cast).toList();
    } catch (JsonParserException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}
