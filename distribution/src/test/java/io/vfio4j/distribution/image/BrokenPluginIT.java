package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are each wrong in one way, beside those of the image, in the true module layout. */
class BrokenPluginIT {
  @TempDir private Path temporary;

  /** What each broken jar's line has to say. */
  private Map<String, String> makeBroken(Path plugins) throws IOException {
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("no-services.jar", jars.driver("a", "").without("META-INF/services"));
    jars.write("no-provider.jar", jars.driver("b", "").without("acme"));
    jars.write(
        "throws.jar",
        jars.driver("c", "public Driver() { throw new IllegalStateException(\"x\"); }"));
    jars.write("wrong-api.jar", jars.driver("d", "").requiring(">=7.0.0"));
    jars.write("no-version.jar", jars.driver("e", "").withoutVersion());
    jars.write("reaches.jar", jars.driver("f", "Object o = io.vfio4j.core.host.Host.class;"));
    byte[] good = Files.readAllBytes(Image.plugin("passthrough"));
    Files.write(plugins.resolve("corrupt.jar"), Arrays.copyOf(good, good.length / 2));
    Map<String, String> lines = new TreeMap<>();
    lines.put("no-services.jar", "it has no file META-INF/services/io.vfio4j.api.VariantDriver");
    lines.put("no-provider.jar", "names acme.Driver, but the class is not in the jar");
    lines.put(
        "throws.jar", "the constructor of acme.Driver threw java.lang.IllegalStateException: x");
    lines.put("wrong-api.jar", "it requires an api >=7.0.0, and this is ");
    lines.put("no-version.jar", "its manifest has no Plugin-Version");
    lines.put("reaches.jar", "java.lang.NoClassDefFoundError: io/vfio4j/core/host/Host");
    lines.put("corrupt.jar", "it is no readable jar");
    return lines;
  }

  private Path pluginsOfTheImage() throws IOException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    for (String name : List.of("nvgrace", "passthrough")) {
      Files.copy(
          Image.plugin(name), plugins.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
    return plugins;
  }

  @Test
  void eachIsOneLineThatNamesItAndTheOthersWork() throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    Map<String, String> expected = makeBroken(plugins);

    Image.Run list = Image.run("list", "--plugins", plugins.toString());

    assertEquals(0, list.exit());
    assertEquals(2, list.out().size());
    assertTrue(list.out().getFirst().contains("nvgrace-gpu"), list.out().getFirst());
    assertEquals(expected.size(), list.err().size(), () -> String.join("\n", list.err()));
    expected.forEach((jar, why) -> assertTrue(hasLine(list.err(), jar, why), jar));

    List<String> table = Image.run("plugins", "--plugins", plugins.toString()).ok();
    assertEquals(expected.size() + 2, table.size());
    expected.forEach((jar, why) -> assertTrue(hasLine(table, jar, why), jar));
  }

  private static boolean hasLine(List<String> lines, String jar, String why) {
    return lines.stream().anyMatch(line -> line.contains(jar) && line.contains(why));
  }

  @Test
  void oneThatPacksTheApiWorksAndIsWarnedAbout() throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("fat.jar", jars.driver("fat", "").withApi());

    Image.Run run =
        Image.run("list", "--plugins", plugins.toString(), "--variant", "0009:02:00.0=fat");

    assertEquals(0, run.exit());
    assertTrue(run.out().getLast().contains("  fat  "), run.out().getLast());
    assertEquals(1, run.err().size());
    assertTrue(hasLine(run.err(), "fat.jar", "packs its own io.vfio4j.api"));
  }

  @Test
  void oneThatUsesARestrictedMethodGetsAnExceptionAndTheAgentLives()
      throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write(
        "bold.jar",
        jars.driver(
            "bold", "Object o = java.lang.foreign.MemorySegment.ofAddress(8).reinterpret(8);"));

    Image.Run run = Image.run("list", "--plugins", plugins.toString());

    assertEquals(0, run.exit());
    assertEquals(1, run.err().size(), () -> String.join("\n", run.err()));
    assertTrue(hasLine(run.err(), "bold.jar", "IllegalCallerException"));
  }

  @Test
  void twoThatMatchEquallyWellAreAnErrorAndTheOperatorDecides()
      throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("twin.jar", jars.driver("twin", ""));

    List<String> lines = Image.run("list", "--plugins", plugins.toString()).ok();
    assertTrue(lines.getFirst().contains("nvgrace-gpu"), lines.getFirst());
    assertTrue(
        lines.getLast().contains("passthrough.jar) and twin (twin 1.0.0, twin.jar)"),
        lines.getLast());
    assertTrue(lines.getLast().contains("--variant 0009:02:00.0="), lines.getLast());

    List<String> decided =
        Image.run("list", "--plugins", plugins.toString(), "--variant", "0009:02:00.0=twin").ok();
    assertTrue(decided.getLast().matches(".*  twin +named by the operator"), decided.getLast());
  }

  @Test
  void aProbeThatThrowsLeavesItsFunctionUnbound() throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write(
        "bad.jar", jars.driver("bad", "static Object o; { o = null; }").probing("probe(context)"));

    Image.Run run =
        Image.run("list", "--plugins", plugins.toString(), "--variant", "0009:02:00.0=bad");

    assertEquals(0, run.exit());
    assertTrue(run.out().getLast().contains("  -  "), run.out().getLast());
    assertTrue(
        run.out().getLast().contains("EIO: java.lang.StackOverflowError"), run.out().getLast());
    assertEquals(1, run.err().size(), () -> String.join("\n", run.err()));
    assertTrue(hasLine(run.err(), "bad.jar", "failed in probe"));
  }
}
