package io.vfio4j.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The version that Maven wrote into a resource: packages of a named module have no manifest. */
final class Version implements Supplier<String> {

  @Override
  public String get() {
    try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
      return "vfio4j " + new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
