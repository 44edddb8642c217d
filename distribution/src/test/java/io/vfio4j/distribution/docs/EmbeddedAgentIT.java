package io.vfio4j.distribution.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAgentIT {
  private static final Path PLUGINS = Path.of("target/vfio4j/plugins");
  private static final long USEMEM = 128L << 30;

  @Test
  void servesWithTheImagesPlugins(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("gpu.sock");
    try (EmbeddedAgent agent = new EmbeddedAgent(PLUGINS, path);
        VfioUserClient client = VfioUserClient.connect(path)) {
      assertEquals(USEMEM, client.region(4).size(), agent::toString);
    }
    assertFalse(Files.exists(path));
  }
}
