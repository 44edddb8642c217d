package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vfio4j plugin new} and {@code verify}. */
class PluginCommandIT {
  private static final String NO_ROW = "List.of(PciMatch.none())";

  @TempDir private Path folder;

  private Image.Run beginAcme() throws IOException, InterruptedException {
    return Image.runIn(
        folder, "plugin", "new", "acme", "--group-id", "com.acme", "--package", "com.acme.vfio");
  }

  @Test
  void aNewProjectHasTheTemplatesFilesWithItsOwnNames() throws IOException, InterruptedException {
    List<String> lines = beginAcme().ok();
    assertEquals("  cd acme && mvn -Dmaven.repo.local=DIR verify", lines.getLast());

    Map<String, String> made = files(folder.resolve("acme"));
    assertTrue(made.containsKey("src/main/java/com/acme/vfio/AcmeDevice.java"), made::toString);
    assertEquals(
        "com.acme.vfio.AcmeDriver",
        made.get("src/main/resources/META-INF/services/io.vfio4j.api.VariantDriver"));
    assertFalse(made.toString().contains("${artifactId}"), made::toString);
    assertFalse(made.toString().contains("__classPrefix__"), made::toString);
  }

  private static Map<String, String> files(Path project) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(project)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        texts.put(project.relativize(file).toString(), Files.readString(file).strip());
      }
    }
    return texts;
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve("acme"));
    String line = beginAcme().failed(1);
    assertTrue(line.contains("acme is there already"), line);
    assertEquals(0, files(folder.resolve("acme")).size());
  }

  @Test
  void aNameThatIsNoneIsRefused() throws IOException, InterruptedException {
    String line = Image.runIn(folder, "plugin", "new", "../acme").failed(2);
    assertTrue(line.contains("'../acme' is none such as acme-gpu"), line);
  }

  @Test
  void thePluginsOfTheImagePass() throws IOException, InterruptedException {
    for (String name : List.of("nvgrace", "passthrough")) {
      Path jar = Image.plugin(name);
      List<String> lines =
          Image.run("plugin", "verify", jar.toString(), "--host", "sim:gh200-96g").ok();
      assertTrue(lines.getLast().startsWith(jar + " passes: "), lines.getLast());
      assertTrue(lines.getLast().endsWith(", wrong 0, to know 0"), lines.getLast());
    }
  }

  @Test
  void aHostThatItIsNotForIsSaid() throws IOException, InterruptedException {
    String jar = Image.plugin("nvgrace").toString();
    List<String> lines = Image.run("plugin", "verify", jar).ok();
    String warning = "driver nvgrace-gpu was not held against the device contract: 0000:01:00.0 is";
    assertTrue(lines.getFirst().contains(warning), lines.getFirst());
    assertTrue(lines.getFirst().endsWith("name a host that it is for with --host"));
  }

  @Test
  void oneThatIsBoundByItsNameIsHeldWhereAHostIsNamed() throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(folder.resolve("work"), folder);
    String device = "new ForwardingVfioDevice(context.nextVariant()) {}";
    jars.write("acme.jar", jars.driver("acme", "").matching(NO_ROW).probing(device));
    String jar = folder.resolve("acme.jar").toString();

    List<String> lines = Image.run("plugin", "verify", jar).ok();
    assertEquals(
        "warning  driver acme was not held against the device contract: its id table names no"
            + " function; name a host that it is for with --host",
        lines.getFirst());

    List<String> held = Image.run("plugin", "verify", jar, "--host", "sim:gh200-96g").ok();
    assertTrue(held.getLast().endsWith(", wrong 0, to know 0"), held::toString);
  }

  @Test
  void aDeviceThatFallsShortIsALineForEachRuleAndTheEndIs4()
      throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(folder.resolve("work"), folder);
    String device =
        "new ForwardingVfioDevice(context.core()) {"
            + " @Override public void reset() { throw new IllegalStateException(\"no\"); } }";
    jars.write("acme.jar", jars.driver("acme", "").probing(device));

    Image.Run run = Image.run("plugin", "verify", folder.resolve("acme.jar").toString());

    assertEquals(4, run.exit(), () -> String.join("\n", run.out()));
    String wrong = "S1 (required) Reset works if info() says so, and else is EINVAL; came: EIO";
    assertTrue(
        run.out().stream().anyMatch(line -> line.startsWith("FAILS") && line.contains(wrong)),
        () -> String.join("\n", run.out()));
  }

  @Test
  void whateverIsWrongIsALineAndTheEndIs4() throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(folder.resolve("work"), folder);
    String members =
        "void f() { System.exit(1); Object o = io.vfio4j.core.host.Host.class;"
            + " System.loadLibrary(\"x\"); }";
    jars.write("acme.jar", jars.driver("acme", members).requiring(">=7.0.0").withApi());

    Image.Run run = Image.run("plugin", "verify", folder.resolve("acme.jar").toString());

    assertEquals(4, run.exit(), () -> String.join("\n", run.err()));
    assertEquals(List.of(), run.err());
    for (String wrong :
        List.of(
            "acme.Driver: java.lang.System.exit: it ends the agent",
            "acme.Driver: io.vfio4j.core.host.Host: the agent shows plugins io.vfio4j.api",
            "acme.Driver: java.lang.System.loadLibrary: it is a restricted method",
            "it requires an api >=7.0.0",
            "io/vfio4j/api/")) {
      assertTrue(
          run.out().stream().anyMatch(line -> line.startsWith("FAILS") && line.contains(wrong)),
          () -> wrong + " in\n" + String.join("\n", run.out()));
    }
  }

  @Test
  void aJarThatIsNotNamedSoFallsShort() throws IOException, InterruptedException {
    Path zip = Files.copy(Image.plugin("passthrough"), folder.resolve("good.zip"));
    Image.Run run = Image.run("plugin", "verify", zip.toString());
    assertEquals(4, run.exit());
    assertTrue(run.out().getFirst().contains("K7"), run.out()::toString);
    assertTrue(run.out().getFirst().contains("not a .zip"), run.out()::toString);
  }

  @Test
  void aFileThatIsNoJarFallsShort() throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "buy milk");
    Image.Run run = Image.run("plugin", "verify", text.toString());
    assertEquals(4, run.exit(), () -> String.join("\n", run.err()));
    assertEquals(List.of(), run.err());
    assertTrue(
        run.out().stream().anyMatch(line -> line.contains("it is no jar")),
        () -> String.join("\n", run.out()));
  }

  @Test
  void aRealHostIsNotTriedOut() throws IOException, InterruptedException {
    String jar = Image.plugin("passthrough").toString();
    String line = Image.run("plugin", "verify", jar, "--host", "vfio").failed(2);
    assertTrue(line.contains("--host is sim:NAME or sim:FILE"), line);
  }

  @Test
  void aJarThatIsNotThereEndsWith3() throws IOException, InterruptedException {
    String line = Image.run("plugin", "verify", "target/acme.jar").failed(3);
    assertTrue(line.contains("no plugin target/acme.jar"), line);
  }
}
