package io.vfio4j.testkit.contract.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketDeviceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @Test
  void aServerThatGoesWhenARulesInterruptsAreTurnedOffIsTold() throws IOException {
    RuleBroken told = released(RawServer.Client::request);
    assertEquals("the server closed the connection", told.getMessage());
  }

  @Test
  void aServerThatHangsThenIsTold() throws IOException {
    RuleBroken told = released(RawServer.Client::awaitEnd);
    assertEquals("no reply within 1000 ms", told.getMessage());
  }

  /** The server takes an eventfd; what it does afterwards is given. */
  private RuleBroken released(RawServer.Behaviour afterwards) throws IOException {
    RawServer.Behaviour behaviour =
        client -> {
          client.request();
          client.reply(new byte[0]);
          afterwards.meet(client);
        };
    try (RawServer server = new RawServer(folder.resolve("s"), behaviour)) {
      SocketDevice device = new SocketDevice(server.path(), PATIENCE);
      device.connect();
      Optional<EventNotifier> eventfd = Optional.of(device.notifier());
      IrqSet.Data data = new IrqSet.Data.EventFds(List.of(eventfd));
      device.device().setIrqs(new IrqSet(IrqIndex.MSI, 0, 1, IrqAction.TRIGGER, data));
      return assertThrows(RuleBroken.class, device::release);
    }
  }
}
