package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image's jars are packed anew for the JVM; what is in them stays what their makers put in. */
class JarsIT {
  private static final Path LIB = Image.plugins().resolveSibling("lib");

  @ParameterizedTest
  @ValueSource(strings = {"lib", "plugins"})
  void nothingInThemIsCompressed(String folder) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(LIB.resolveSibling(folder), "*.jar")) {
      for (Path jar : jars) {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
          assertTrue(
              entries.stream().allMatch(entry -> entry.getMethod() == ZipEntry.STORED),
              jar.toString());
        }
      }
    }
  }

  @Test
  void thoseOfOthersHaveTheSameClasses() throws IOException {
    int compared = 0;
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path original = Path.of(element);
      Path packed = LIB.resolve(original.getFileName());
      if (Files.isRegularFile(original) && Files.exists(packed)) {
        assertEquals(contents(original), contents(packed), element);
        compared++;
      }
    }
    assertTrue(compared >= 11, compared + " compared");
  }

  /** The manifest's lines may break elsewhere, and a module's descriptor lists its packages. */
  private static Map<String, Long> contents(Path jar) throws IOException {
    Map<String, Long> contents = new TreeMap<>();
    try (ZipFile entries = new ZipFile(jar.toFile())) {
      entries.stream()
          .filter(entry -> !entry.isDirectory())
          .filter(entry -> !entry.getName().equals("META-INF/MANIFEST.MF"))
          .filter(entry -> !entry.getName().endsWith("module-info.class"))
          .forEach(entry -> contents.put(entry.getName(), entry.getCrc()));
    }
    return contents;
  }
}
