package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plugin}: what its author has just built, beside the plugins of the image. */
class NamedPluginIT {
  private static final String FUNCTION = "0009:02:00.0";

  @TempDir private Path temporary;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    PluginJars jars = new PluginJars(temporary.resolve("work"), temporary);
    jars.write("acme.jar", jars.driver("acme", ""));
    jar = temporary.resolve("acme.jar");
  }

  private Image.Run list(String plugin) throws IOException, InterruptedException {
    return Image.run("list", "--plugin", plugin, "--variant", FUNCTION + "=acme");
  }

  @Test
  void aJarIsTakenBesideThoseOfTheImage() throws IOException, InterruptedException {
    List<String> lines = list(jar.toString()).ok();
    assertTrue(lines.getFirst().contains("  nvgrace-gpu  "), lines.getFirst());
    assertTrue(lines.getLast().contains("  acme  "), lines.getLast());
  }

  @Test
  void aFolderOfClassesGoesTheSameWay() throws IOException, InterruptedException {
    Path classes = temporary.resolve("work/acme.jar");
    Files.createDirectories(classes.resolve("META-INF"));
    Files.move(classes.resolve("manifest"), classes.resolve("META-INF/MANIFEST.MF"));
    assertTrue(list(classes.toString()).ok().getLast().contains("  acme  "));

    List<String> plugins = Image.run("plugins", "--plugin", classes.toString()).ok();
    assertEquals(3, plugins.size());
    assertTrue(plugins.getFirst().matches(classes + " +acme .*"), plugins.getFirst());
  }

  @Test
  void itStandsInForOneOfTheSameId() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(jar, folder.resolve("older.jar"));
    String[] list = {"list", "--plugins", folder.toString(), "--plugin", jar.toString()};
    Image.Run run = Image.run(list);
    assertTrue(run.out().getLast().contains("  acme  "), run.out().getLast());
    assertEquals(
        List.of("INFO    io.vfio4j.plugin: " + jar + " stands in for older.jar"), run.err());
  }

  @Test
  void oneThatIsRefusedEndsTheCommand() throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(temporary.resolve("work"), temporary);
    jars.write("acme.jar", jars.driver("acme", "").requiring(">=7.0.0"));
    String line = list(jar.toString()).failed(1);
    assertTrue(line.contains(jar + " is refused: it requires an api >=7.0.0"), line);
  }

  @Test
  void oneThatIsNotThereEndsTheCommandWith3() throws IOException, InterruptedException {
    String line = list("target/acme.jar").failed(3);
    assertTrue(line.contains("no plugin target/acme.jar"), line);
  }
}
