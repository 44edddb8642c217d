package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers whose probes are each wrong in one way. */
class WrongWhenBoundIT {
  @TempDir private Path temporary;

  private static Map<String, PluginJars.Plugin> wrong(PluginJars jars) {
    Map<String, PluginJars.Plugin> wrong = new LinkedHashMap<>();
    wrong.put(
        "probe-throws",
        jars.driver(
                "probe-throws",
                "static VfioDevice none() { throw new IllegalStateException(\"no\\nlicence\"); }")
            .probing("none()"));
    wrong.put("probe-overflows", jars.driver("probe-overflows", "").probing("probe(context)"));
    wrong.put("probe-null", jars.driver("probe-null", "").probing("null"));
    wrong.put(
        "probe-unlinked",
        jars.driver(
                "probe-unlinked",
                "static class Missing { static VfioDevice none() { return null; } }")
            .probing("Missing.none()")
            .without("acme/Driver$Missing.class"));
    wrong.put(
        "probe-hangs",
        jars.driver(
                "probe-hangs",
                "static VfioDevice hang() { while (true) { try { Thread.sleep(9); } catch"
                    + " (InterruptedException e) { } } }")
            .probing("hang()"));
    return wrong;
  }

  @Test
  void eachLeavesItsFunctionUnboundWithOneLineAndTheOthersWork()
      throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(Image.plugin("passthrough"), plugins.resolve("passthrough.jar"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    Map<String, PluginJars.Plugin> wrong = wrong(jars);
    for (Map.Entry<String, PluginJars.Plugin> plugin : wrong.entrySet()) {
      jars.write(plugin.getKey() + ".jar", plugin.getValue());
    }
    List<String> drivers = new ArrayList<>(wrong.keySet());
    drivers.add("passthrough");
    List<String> arguments = new ArrayList<>(List.of("list", "--plugins", plugins.toString()));
    arguments.addAll(PlainFunctions.write(temporary, drivers).options());
    arguments.addAll(List.of("--probe-timeout", "2"));

    Image.Run list = Image.run(arguments.stream());

    assertEquals(0, list.exit());
    LineTable table = LineTable.of("Binding");
    table.assertPrinted(list.err());
    for (int i = 0; i < wrong.size(); i++) {
      String why = table.client(drivers.get(i));
      assertTrue(list.out().get(i).endsWith(drivers.get(i) + " failed: " + why), list.out().get(i));
    }
    assertTrue(list.out().getLast().contains("  passthrough  "), list.out().getLast());
  }
}
