package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are each wrong in one way, beside the image's own, in the true module layout. */
class WrongWhenLoadedIT {
  private static final String HANG =
      "while (true) { try { Thread.sleep(9); } catch (InterruptedException e) { } }";

  @TempDir private Path temporary;
  private Path plugins;
  private PluginJars jars;

  @BeforeEach
  void pluginsOfTheImage() throws IOException {
    plugins = Files.createDirectory(temporary.resolve("plugins"));
    jars = new PluginJars(temporary.resolve("work"), plugins);
    for (String name : List.of("nvgrace", "passthrough")) {
      Files.copy(Image.plugin(name), plugins.resolve(name + ".jar"));
    }
  }

  private Map<String, PluginJars.Plugin> wrong() {
    Map<String, PluginJars.Plugin> wrong = new LinkedHashMap<>();
    wrong.put("no-services.jar", driver("").without("META-INF/services"));
    wrong.put("no-provider.jar", driver("").without("acme/Driver.class"));
    wrong.put(
        "abstract.jar",
        driver("public abstract static class Half implements VariantDriver { }")
            .providing("acme.Driver$Half"));
    wrong.put(
        "no-driver.jar", driver("public static class Other { }").providing("acme.Driver$Other"));
    wrong.put("no-constructor.jar", driver("public Driver(int i) { }"));
    wrong.put(
        "throws.jar",
        driver("public Driver() { throw new IllegalStateException(\"no licence\"); }"));
    wrong.put("hangs.jar", driver("public Driver() { " + HANG + " }"));
    wrong.put("id-table-throws.jar", driver("").matching("idTable()"));
    wrong.put(
        "id-table-hangs.jar",
        driver("static List<PciMatch> hang() { " + HANG + " }").matching("hang()"));
    wrong.put("id-table-empty.jar", driver("").matching("List.of()"));
    wrong.put("no-id.jar", driver("").withoutManifest("Plugin-Id"));
    wrong.put("no-version.jar", driver("").withoutManifest("Plugin-Version"));
    wrong.put("no-range.jar", driver("").withoutManifest("Plugin-Requires"));
    wrong.put("wrong-api.jar", driver("").requiring(">=7.0.0"));
    wrong.put("wrong-range.jar", driver("").requiring("newest"));
    wrong.put("same-id.jar", driver("").withManifest("Plugin-Id", "nvgrace"));
    wrong.put("same-name.jar", jars.driver("passthrough", "").withManifest("Plugin-Id", "mine"));
    wrong.put("reaches-core.jar", driver("Object o = io.vfio4j.core.host.Host.class;"));
    wrong.put("reaches-guice.jar", driver("Object o = com.google.inject.Guice.class;"));
    wrong.put(
        "reaches-plugin.jar",
        driver(
            "public Driver() throws Exception {"
                + " Class.forName(\"io.vfio4j.plugin.nvgrace.NvgraceDriver\"); }"));
    wrong.put("restricted.jar", driver("Object o = MemorySegment.ofAddress(8).reinterpret(8);"));
    wrong.put("library.jar", driver("public Driver() { System.load(\"/lib/libc.so.6\"); }"));
    wrong.put("unsafe.jar", driver(UNSAFE));
    wrong.put("bundles-api.jar", jars.driver("fat", "").withApi().matching(NOTHING));
    return wrong;
  }

  private static final String NOTHING = "List.of(PciMatch.device(0xfffe, 0xfffe))";

  private static final String UNSAFE =
      "public Driver() throws Exception { var f = sun.misc.Unsafe.class.getDeclaredField("
          + "\"theUnsafe\"); f.setAccessible(true); ((sun.misc.Unsafe) f.get(null)).putByte(8L,"
          + " (byte) 1); }";

  private PluginJars.Plugin driver(String members) {
    return jars.driver("acme", members);
  }

  /** Files that are no jars, or not as one should be. */
  private void writeDamaged() throws IOException {
    byte[] good = Files.readAllBytes(Image.plugin("passthrough"));
    Files.write(plugins.resolve("corrupt.jar"), Arrays.copyOf(good, good.length / 2));
    Files.write(plugins.resolve("zipped.zip"), good);
    jars.write("inside.jar", driver(""));
    addEntry(plugins.resolve("inside.jar"), "../../evil.class", plugins.resolve("outside.jar"));
    Files.delete(plugins.resolve("inside.jar"));
  }

  private static void addEntry(Path from, String name, Path to) throws IOException {
    try (ZipFile source = new ZipFile(from.toFile());
        ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : source.stream().toList()) {
        copy.putNextEntry(new ZipEntry(entry.getName()));
        source.getInputStream(entry).transferTo(copy);
      }
      copy.putNextEntry(new ZipEntry(name));
    }
  }

  @Test
  void eachIsOneLineThatNamesItAndTheOthersWork() throws IOException, InterruptedException {
    for (Map.Entry<String, PluginJars.Plugin> plugin : wrong().entrySet()) {
      jars.write(plugin.getKey(), plugin.getValue());
    }
    writeDamaged();
    LineTable table = LineTable.of("Loading");

    String[] options = {"--plugins", plugins.toString(), "--operation-timeout", "2"};
    Image.Run list = Image.run(Stream.concat(Stream.of("list"), Stream.of(options)));

    assertEquals(0, list.exit());
    assertEquals(2, list.out().size());
    assertTrue(list.out().getFirst().contains("  nvgrace-gpu  "), list.out().getFirst());
    assertTrue(list.out().getLast().contains("  passthrough  "), list.out().getLast());
    table.assertPrinted(list.err());
    assertTrue(table.rows().keySet().containsAll(wrong().keySet()), "the table has them all");

    List<String> listed = Image.run(Stream.concat(Stream.of("plugins"), Stream.of(options))).ok();
    for (String jar : table.rows().keySet()) {
      assertTrue(listed.stream().anyMatch(line -> line.startsWith(jar + " ")), jar);
    }
  }
}
