package io.vfio4j.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The plugins in {@code examples}, as {@code tools/build-examples.sh} built them. */
final class Examples {

  private static final Path FOLDER = Path.of("..", "examples").toAbsolutePath().normalize();

  private Examples() {}

  static Path plugin(String name) {
    Path jar = FOLDER.resolve(name).resolve("target").resolve(name + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw Missing.because("no " + jar + ": tools/build-examples.sh builds it");
    }
    return jar;
  }

  static Path file(String example, String name) {
    return FOLDER.resolve(example).resolve(name);
  }
}
