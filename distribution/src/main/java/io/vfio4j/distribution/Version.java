package io.vfio4j.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into a resource: packages of a named module have no manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
      return new String[] {
        "vfio4j " + new String(version.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
