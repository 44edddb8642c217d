package io.vfio4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedServerTest {
  private static final int REPEATS = 10;

  @Test
  void removesItsSocketAndItsFolder() {
    Path socket;
    try (SimulatedServer server = SimulatedServer.start("gh200-96g", CoreDriver.plain())) {
      socket = server.path();
      assertTrue(Files.exists(socket));
    }
    assertFalse(Files.exists(socket.getParent()));
  }

  /** A whole life, of server and client: what is left afterwards does not grow. */
  @Test
  void leavesNoDescriptorBehind() throws IOException {
    serveOneClient();
    long before = descriptors();
    for (int i = 0; i < REPEATS; i++) {
      serveOneClient();
    }
    assertEquals(before, descriptors());
  }

  private static void serveOneClient() {
    try (SimulatedServer server = SimulatedServer.start("gh200-96g", CoreDriver.plain());
        VfioUserClient client = server.connect();
        ClientRegion region = client.region(2);
        GuestRam ram = GuestRam.ofSize(0x1000)) {
      region.map(region.mappableAreas().getFirst()).close();
      client.dma().map(0x1000, ram);
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
