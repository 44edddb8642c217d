package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archives of classes that an image starts from. The JDK itself does not notice everywhere that
 * a jar has changed since, and then runs the old code.
 */
class ArchiveIT {
  private static final Pattern USED =
      Pattern.compile("Opened AOT cache .*/(as-built|any-plugins)-[^/]*");
  private static final String AS_BUILT = "as-built";
  private static final String ANY_PLUGINS = "any-plugins";
  private static final String NONE = "none";

  /** An archive is of use in one place alone, so all tests have their image there. */
  @TempDir private static Path place;

  @TempDir private Path temporary;
  private Path image;
  private Path log;

  @BeforeEach
  void copyTheImageWithItsArchives() throws IOException, InterruptedException {
    image = place.resolve("an image");
    log = temporary.resolve("aot.log");
    Path copy = place.resolve("copy");
    if (Files.exists(copy)) {
      run(List.of("rm", "-rf", image.toString()), "");
      copy(copy, image);
    } else {
      copy(Image.plugins().getParent(), image);
      makeArchives(2);
      copy(image, copy);
    }
  }

  private void copy(Path from, Path to) throws IOException, InterruptedException {
    run(List.of("cp", "-a", from.toString(), to.toString()), "");
  }

  private void makeArchives(int made) throws IOException, InterruptedException {
    List<String> lines = run(List.of(image.resolve("bin/vfio4j").toString()), "make");
    try (Stream<Path> archives = Files.list(image.resolve("archive"))) {
      assertEquals(made, archives.count(), lines.toString());
    }
  }

  private List<String> vfio4j(String... arguments) throws IOException, InterruptedException {
    return vfio4j(0, List.of(arguments));
  }

  private List<String> vfio4j(int exitCode, List<String> arguments)
      throws IOException, InterruptedException {
    String command = image.resolve("bin/vfio4j").toString();
    return run(Stream.concat(Stream.of(command), arguments.stream()).toList(), "use", exitCode);
  }

  private List<String> run(List<String> command, String archive)
      throws IOException, InterruptedException {
    return run(command, archive, 0);
  }

  private List<String> run(List<String> command, String archive, int exitCode)
      throws IOException, InterruptedException {
    Path out = temporary.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VFIO4J_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("VFIO4J_ARCHIVE", archive);
    if (archive.equals("use")) {
      builder.environment().put("VFIO4J_JAVA_OPTS", "-Xlog:aot:file=" + log);
    }
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES), "still runs");
    assertEquals(exitCode, process.exitValue(), Files.readString(out));
    return Files.readAllLines(out);
  }

  private String used() throws IOException {
    Matcher used = USED.matcher(Files.exists(log) ? Files.readString(log) : "");
    return used.find() ? used.group(1) : NONE;
  }

  /** Classes that the JDK makes up, for lambdas and switches, are in it or not as it likes. */
  @Test
  void everyClassOfOursThatServeLoadsIsInIt() throws IOException, InterruptedException {
    Path loaded = temporary.resolve("loaded.log");
    String command = image.resolve("bin/vfio4j").toString();
    ProcessBuilder builder =
        new ProcessBuilder(command, "serve", "--socket-dir", temporary.resolve("run").toString());
    builder.environment().put("VFIO4J_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("VFIO4J_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    Process process = builder.redirectError(Redirect.INHERIT).start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("READY", out.readLine());
      process.destroy();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still runs");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
    List<String> ours =
        Files.readAllLines(loaded).stream().filter(line -> line.contains(" io.vfio4j.")).toList();
    assertFalse(ours.isEmpty());
    assertEquals(List.of(), ours.stream().filter(ArchiveIT::comesFromAJar).toList());
  }

  private static boolean comesFromAJar(String line) {
    return !line.contains("shared objects file") && !line.contains("$$");
  }

  @Test
  void isLeftAloneWhereTheImageWasMovedTo() throws IOException, InterruptedException {
    List<String> lines = vfio4j("--version");
    assertEquals(AS_BUILT, used());
    Path moved = temporary.resolve("elsewhere");
    Files.move(image, moved);
    image = moved;
    Files.delete(log);
    assertEquals(lines, vfio4j("--version"));
    assertEquals(NONE, used());
  }

  @Test
  void aChangedLibraryRunsItsNewCode() throws IOException, InterruptedException {
    vfio4j("--version");
    assertEquals(AS_BUILT, used());
    Files.delete(log);
    change(library(), "io.vfio4j.distribution", "Version", NEW_VERSION);
    assertEquals(List.of("new code"), vfio4j("--version"));
    assertEquals(NONE, used());
  }

  /** Its classes are in the archive the first time, and still there the second. */
  @Test
  void aChangedPluginRunsItsNewCode() throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(temporary.resolve("work"), image.resolve("plugins"));
    jars.write("acme.jar", jars.driver("before", ""));
    makeArchives(1);
    assertRuns("before");
    jars.write("acme.jar", jars.driver("behind", ""));
    assertRuns("behind");
  }

  private void assertRuns(String name) throws IOException, InterruptedException {
    assertTrue(
        vfio4j("plugins").stream().anyMatch(line -> line.contains(" " + name)), "runs " + name);
    assertEquals(ANY_PLUGINS, used());
  }

  /** The archive for the image as built is made and used without what denies native access. */
  @Test
  void aPluginThatComesLaterHasNoNativeAccess() throws IOException, InterruptedException {
    assertRefused(image.resolve("plugins"), 0, "list");
    Path elsewhere = temporary.resolve("plugins");
    assertRefused(elsewhere, 0, "list", "--plugins", elsewhere.toString());
    String plugin = "--plugin=" + elsewhere.resolve("acme.jar");
    Files.delete(image.resolve("plugins/acme.jar"));
    assertRefused(elsewhere, 1, "list", plugin);
    assertRefused(elsewhere, 1, "list", plugin.substring(1));
  }

  /** Nor one that was there when the archives were made, as it would then be none to be denied. */
  @Test
  void noneAsBuiltIsMadeOfAPluginThatTheImageWasNotBuiltWith()
      throws IOException, InterruptedException {
    Path plugins = image.resolve("plugins");
    for (String name : List.of("acme.jar", "..acme.jar")) {
      assertRefused(plugins, name, 0, "list");
      makeArchives(1);
      assertRefused(plugins, name, 0, "list");
      Files.delete(plugins.resolve(name));
    }
    Path own = ownPlugin();
    Files.write(own, new byte[1], StandardOpenOption.APPEND);
    makeArchives(1);
    Files.delete(own);
    makeArchives(2);
    vfio4j("--version");
    assertEquals(AS_BUILT, used());
  }

  private void assertRefused(Path folder, int exitCode, String... arguments)
      throws IOException, InterruptedException {
    assertRefused(folder, "acme.jar", exitCode, arguments);
  }

  private void assertRefused(Path folder, String name, int exitCode, String... arguments)
      throws IOException, InterruptedException {
    PluginJars jars = new PluginJars(temporary.resolve("work"), folder);
    jars.write(name, jars.driver("acme", "public Driver() { " + NATIVE + " }"));
    String lines = String.join("\n", vfio4j(exitCode, List.of(arguments)));
    assertTrue(lines.contains(name + " is refused"), lines);
    assertTrue(lines.contains("IllegalCallerException"), lines);
    assertEquals(ANY_PLUGINS, used());
  }

  private static final String NATIVE = "java.lang.foreign.MemorySegment.NULL.reinterpret(8);";

  private static final String NEW_VERSION =
      """
      package io.vfio4j.distribution;
      final class Version implements java.util.function.Supplier<String> {
        public String get() { return "new code"; }
      }
      """;

  private Path library() throws IOException {
    return jar("lib", "vfio4j-distribution");
  }

  private Path ownPlugin() throws IOException {
    return jar("plugins", "vfio4j-plugin-passthrough");
  }

  private Path jar(String folder, String name) throws IOException {
    try (Stream<Path> jars = Files.list(image.resolve(folder))) {
      return jars.filter(jar -> jar.toString().contains(name)).findFirst().orElseThrow();
    }
  }

  private void change(Path jar, String folder, String name, String source)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(temporary.resolve("change"));
    Path file = Files.writeString(work.resolve(name + ".java"), source);
    String tools = System.getProperty("java.home") + "/bin/";
    String path = System.getProperty("java.class.path");
    String classes = work.resolve("classes").toString();
    run(List.of(tools + "javac", "-proc:none", "-cp", path, "-d", classes, file.toString()), "");
    String entry = folder.replace('.', '/') + "/" + name + ".class";
    run(List.of(tools + "jar", "uf", jar.toString(), "-C", classes, entry), "");
  }
}
