package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The image that the build has made, and runs of its command. */
final class Image {
  private static final Path HOME = Path.of("target", "vfio4j").toAbsolutePath();
  private static final long MINUTES = 2;

  private Image() {}

  /**
   * A run that has ended.
   *
   * @param exit its exit code
   * @param out the lines of standard output
   * @param err the lines of standard error
   */
  record Run(int exit, List<String> out, List<String> err) {

    /** The run must have gone well, and without a word on standard error. */
    List<String> ok() {
      assertEquals(List.of(), err);
      assertEquals(0, exit, () -> String.join("\n", out));
      return out;
    }

    /** The run must have failed with a code, and said why in one line. */
    String failed(int code) {
      assertEquals(1, err.size(), () -> String.join("\n", err));
      assertEquals(code, exit, err.getFirst());
      assertTrue(err.getFirst().startsWith("vfio4j: "), err.getFirst());
      return err.getFirst();
    }
  }

  static Path plugins() {
    return HOME.resolve("plugins");
  }

  /** A plugin of the image's. */
  static Path plugin(String name) {
    try (Stream<Path> jars = Files.list(plugins())) {
      return jars.filter(jar -> jar.toString().contains("plugin-" + name))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Process start(Map<String, String> environment, Path out, Path err, String... arguments)
      throws IOException {
    return start(Path.of(""), environment, out, err, arguments);
  }

  static Process start(
      Path folder, Map<String, String> environment, Path out, Path err, String... arguments)
      throws IOException {
    ProcessBuilder builder = builder(arguments);
    builder.directory(folder.toAbsolutePath().toFile());
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** A run that is still to be started. */
  static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/vfio4j").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VFIO4J_JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  static Run run(Stream<String> arguments) throws IOException, InterruptedException {
    return run(arguments.toArray(String[]::new));
  }

  static Run run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of(""), arguments);
  }

  /** A run with another current folder. */
  static Run runIn(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("vfio4j", ".out");
    Path err = Files.createTempFile("vfio4j", ".err");
    Process process = start(folder, Map.of(), out, err, arguments);
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "still runs");
      return new Run(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
