package io.vfio4j.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code vfio4j} command of the built image. */
final class Command {

  /** The folder of the built image. */
  static final Path IMAGE = Path.of("target", "vfio4j").toAbsolutePath();

  private static final Path LAUNCHER = IMAGE.resolve("bin", "vfio4j");

  private Command() {}

  static List<String> line(String... arguments) {
    if (!Files.isExecutable(LAUNCHER)) {
      throw new AssertionError("the image is not built: " + LAUNCHER);
    }
    List<String> line = new ArrayList<>(List.of(LAUNCHER.toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  static Output run(String... arguments) {
    return Output.of(line(arguments));
  }
}
