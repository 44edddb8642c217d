package io.vfio4j.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.VfioUserClient;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void leavesNoDescriptorBehind() {
    serveOneClient();
    long before = OpenFiles.count();
    for (int i = 0; i < REPEATS; i++) {
      serveOneClient();
    }
    long after = OpenFiles.countWithin(before);
    assertTrue(after <= before, "%d were open, now %d are".formatted(before, after));
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
}
