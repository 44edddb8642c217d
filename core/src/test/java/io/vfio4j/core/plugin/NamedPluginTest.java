package io.vfio4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins beside the folder's: what a developer has just built. */
class NamedPluginTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path classes;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plugins"));
    classes = temporary.resolve("target/classes");
  }

  /** What the compiler leaves: a jar's files, without the jar. */
  private Path unpacked(JarBuilder plugin) throws IOException {
    Path jar = plugin.write(temporary, "packed.jar");
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(inside.getPath("/"))) {
      files.filter(Files::isRegularFile).forEach(this::copyToClasses);
    }
    return classes;
  }

  private void copyToClasses(Path file) {
    try {
      Path copy = classes.resolve(file.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(Path plugin) throws IOException {
    try (Plugins plugins = PluginFolder.load(List.of(plugin), folder)) {
      return plugins.reports().getFirst().refusal().orElse("loaded");
    }
  }

  @Test
  void aFolderOfClassesIsLoadedAsItsJarWouldBe() throws IOException {
    Path plugin = unpacked(JarBuilder.working("acme"));
    try (Plugins plugins = PluginFolder.load(List.of(plugin), folder)) {
      PluginReport report = plugins.reports().getFirst();
      assertTrue(report.loaded(), report::toString);
      assertEquals(plugin.toString(), report.jar());
      assertEquals(
          "acme 1.2.3, " + plugin, plugins.catalog().drivers().getFirst().origin().toString());
    }
  }

  @Test
  void oneThatWasNamedStandsInForTheFoldersWithItsId() throws IOException {
    JarBuilder.working("acme").write(folder, "acme-0.9.jar");
    Path plugin = JarBuilder.working("acme").write(temporary, "acme.jar");
    try (Plugins plugins = PluginFolder.load(List.of(plugin), folder)) {
      assertTrue(plugins.reports().getFirst().loaded());
      String why = plugins.reports().getLast().refusal().orElseThrow();
      assertEquals(plugin + " stands in for it", why);
    }
  }

  @Test
  void ofTwoThatWereNamedTheSecondIsRefused() throws IOException {
    Path first = JarBuilder.working("acme").write(temporary, "first.jar");
    Path second = JarBuilder.working("acme").write(temporary, "second.jar");
    try (Plugins plugins = PluginFolder.load(List.of(first, second), folder)) {
      String why = plugins.reports().getLast().refusal().orElseThrow();
      assertEquals("its Plugin-Id 'acme' is that of " + first + " too: remove one of them", why);
    }
  }

  @Test
  void aFolderWithoutManifestIsRefusedAndTheLineSaysWhereToWriteOne() throws IOException {
    Path plugin = unpacked(JarBuilder.working("acme"));
    Path manifest = plugin.resolve("META-INF/MANIFEST.MF");
    Files.createDirectory(plugin.resolve("elsewhere"));
    Files.move(manifest, plugin.resolve("elsewhere/MANIFEST.MF"));
    String why = refusal(plugin);
    assertTrue(why.contains("no META-INF/MANIFEST.MF: write one into src/main/resources"), why);
  }

  @Test
  void aFolderThatPacksTheApiIsWarnedAbout() throws IOException {
    Path plugin = unpacked(JarBuilder.working("acme").classOf(io.vfio4j.api.VariantDriver.class));
    try (Plugins plugins = PluginFolder.load(List.of(plugin), folder)) {
      assertEquals(1, plugins.reports().getFirst().warnings().size());
    }
  }

  @Test
  void whatIsNeitherIsRefused() throws IOException {
    Path plugin = JarBuilder.working("acme").write(temporary, "acme.tar");
    assertEquals("it is neither a .jar nor a folder of classes", refusal(plugin));
  }
}
