package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/vfio4j} says before there is a JVM. */
class LauncherIT {
  @TempDir private Path temporary;

  private void assertSays(int exitCode, String line, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Path err = temporary.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    assertEquals(exitCode, process.waitFor());
    List<String> lines = Files.readAllLines(err);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.getFirst().startsWith("vfio4j: " + line), lines.getFirst());
  }

  private static ProcessBuilder with(Map<String, String> environment, String command) {
    ProcessBuilder builder = new ProcessBuilder(command, "--version");
    builder.environment().putAll(environment);
    return builder;
  }

  private static String launcher() {
    return Image.plugins().resolveSibling("bin/vfio4j").toString();
  }

  @Test
  void aJavaHomeThatIsNoneIsNotPassedOver() throws IOException, InterruptedException {
    Map<String, String> wrong = Map.of("VFIO4J_JAVA_HOME", temporary.toString());
    assertSays(69, "VFIO4J_JAVA_HOME is " + temporary, with(wrong, launcher()));
  }

  @Test
  void anImageCannotBeInAPathWithAColon() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(temporary.resolve("a:b/bin"));
    Path copy = Files.copy(Path.of(launcher()), bin.resolve("vfio4j"));
    assertTrue(copy.toFile().setExecutable(true));
    assertSays(1, "Java finds no modules in a path with a colon", with(Map.of(), copy.toString()));
  }
}
