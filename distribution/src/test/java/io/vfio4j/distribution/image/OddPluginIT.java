package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that work, but not as their authors or operators think. */
class OddPluginIT {
  @TempDir private Path temporary;

  private Path pluginsOfTheImage() throws IOException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    for (String name : List.of("nvgrace", "passthrough")) {
      Files.copy(
          Image.plugin(name), plugins.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }
    return plugins;
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
  void whatOnePrintsIsNoPartOfTheResult() throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("loud.jar", jars.driver("loud", "static { System.out.println(\"hello\"); }"));
    Image.Run run = Image.run("list", "-o", "json", "--plugins", plugins.toString());
    assertEquals("[", run.out().getFirst().substring(0, 1));
    assertEquals(List.of("hello"), run.err());
  }

  @Test
  void twoThatMatchEquallyWellAreAnErrorAndTheOperatorDecides()
      throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    String table = "List.of(PciMatch.device(0x1234, 0x5646))";
    for (String name : List.of("acme", "twin")) {
      jars.write(name + ".jar", jars.driver(name, "").matching(table));
    }
    Path profile = PlainFunctions.write(temporary, List.of("acme")).profile();
    String[] list = {"list", "--plugins", plugins.toString(), "--host", "sim:" + profile};

    List<String> row = LineTable.of("Two that match equally well").rows().get("acme and twin");
    String line = Image.run(list).ok().getLast();
    assertTrue(line.endsWith(row.getLast()), line);

    String[] variant = {"--variant", PlainFunctions.address(0) + "=twin"};
    List<String> decided = Image.run(Stream.of(list, variant).flatMap(Stream::of)).ok();
    assertTrue(decided.getLast().matches(".*  twin +named by the operator"), decided.getLast());
  }

  /**
   * What a driver finds when it looks for Guava: which one, in which jar, and what that one can.
   */
  private static final String GUAVA =
      """
      static VfioDevice found() {
        Class<?> type = com.google.common.base.Suppliers.class;
        var properties = new java.util.Properties();
        String name = "/META-INF/maven/com.google.guava/guava/pom.properties";
        try (var file = type.getResourceAsStream(name)) {
          properties.load(file);
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        boolean takesDurations =
            java.util.Arrays.stream(type.getMethods())
                .anyMatch(m -> m.getName().startsWith("memoizeW") && m.getParameterCount() == 2);
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        throw new VfioException(Errno.ENODEV, "Guava " + properties.getProperty("version")
            + " in " + jar.substring(jar.lastIndexOf('/') + 1)
            + (takesDurations ? ", takes" : ", does not take") + " durations");
      }
      """;

  @Test
  void twoWithDifferentGuavasMeetTheirOwn() throws IOException, InterruptedException {
    Path plugins = pluginsOfTheImage();
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    for (String version : List.of("31.1", "33.8.0")) {
      Path guava = Path.of("target", "guava", "guava-" + version + "-jre.jar").toAbsolutePath();
      String name = "guava-" + version.substring(0, 2);
      jars.write(name + ".jar", jars.driver(name, GUAVA).packing(guava).probing("found()"));
    }
    List<String> options =
        PlainFunctions.write(temporary, List.of("guava-31", "guava-33")).options();

    Image.Run run =
        Image.run(
            Stream.concat(Stream.of("list", "--plugins", plugins.toString()), options.stream()));

    assertEquals(0, run.exit());
    assertEquals(List.of(), run.err());
    assertEquals("ENODEV: Guava 31.1-jre in guava-31.jar, does not take durations", reason(run, 0));
    assertEquals("ENODEV: Guava 33.8.0-jre in guava-33.jar, takes durations", reason(run, 1));
  }

  private static String reason(Image.Run run, int line) {
    return run.out().get(line).replaceFirst(".* failed: ", "");
  }
}
