package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code bin/vfio4j} says where it cannot start the JVM. Of its image there is nothing else.
 */
class LauncherIT {
  @TempDir private Path temporary;
  private Path bin;

  @BeforeEach
  void makeFolder() throws IOException {
    bin = Files.createDirectories(temporary.resolve("bin"));
  }

  private String failed(int code, String home, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path script = temporary.resolve(home).resolve("bin/vfio4j");
    Files.createDirectories(script.getParent());
    Path original = Image.plugins().resolveSibling("bin/vfio4j");
    Files.copy(original, script, StandardCopyOption.COPY_ATTRIBUTES);
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "--version");
    builder.environment().put("VFIO4J_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Path err = temporary.resolve("err");
    assertEquals(code, builder.redirectError(err.toFile()).start().waitFor());
    List<String> lines = Files.readAllLines(err);
    assertEquals(1, lines.size(), lines::toString);
    return lines.getFirst();
  }

  private void program(String name, String text) throws IOException {
    assertTrue(Files.writeString(bin.resolve(name), text).toFile().setExecutable(true));
  }

  @Test
  void aJavaThatWasNamedIsTheOneOrNone() throws IOException, InterruptedException {
    program("java", "");
    Files.writeString(temporary.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    for (String named : List.of(temporary.toString(), "/no/such")) {
      String line = failed(69, "for" + named.length(), Map.of("VFIO4J_JAVA_HOME", named));
      assertTrue(
          line.contains("VFIO4J_JAVA_HOME is " + named + ", which is no folder of a Java 25"),
          line);
    }
  }

  @Test
  void aFolderWithAColonIsSaidToBeTheReason() throws IOException, InterruptedException {
    String line = failed(1, "a:b", Map.of());
    assertTrue(line.contains("Java finds no modules in a path with a colon, as "), line);
  }

  @Test
  void anArchiveThatCannotBeMadeIsOneLine() throws IOException, InterruptedException {
    program("mkdir", "#!/bin/sh\necho 'mkdir: read-only' >&2; exit 1\n");
    Map<String, String> environment =
        Map.of("VFIO4J_ARCHIVE", "make", "PATH", bin + ":" + System.getenv("PATH"));
    String line = failed(1, "image", environment);
    assertTrue(line.contains("image/archive cannot be written"), line);
  }
}
