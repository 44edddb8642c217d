package io.vfio4j.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in the agent's codecs must not be mirrored here. */
class ClientIsApartTest {
  private static final Path SOURCES = Path.of("src/main/java/io/vfio4j/testkit");

  @ParameterizedTest
  @ValueSource(strings = {"client", "contract/socket"})
  void ofTheAgentItUsesSystemCallsOnly(String folder) throws IOException {
    List<String> agents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("io.vfio4j.core."))
            .forEach(agents::add);
      }
    }
    assertTrue(!agents.isEmpty(), "there are imports to look at");
    assertEquals(
        List.of(),
        agents.stream().filter(line -> !line.contains("io.vfio4j.core.linux.")).toList());
  }
}
