package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.transport.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends does no harm and leaves nothing behind. */
@Timeout(300)
class RandomMessagesTest {
  private static final Logger LOGGER = Logger.getLogger("io.vfio4j.core.vmm");

  @TempDir Path directory;

  /** That a client was dropped is said thousands of times here. */
  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoud() {
    LOGGER.setLevel(null);
  }

  @Test
  void aMillionDoNoHarm() throws InterruptedException {
    SynchronousQueue<UnixSocket> clients = new SynchronousQueue<>();
    try (Served served = new Served(directory)) {
      Thread server = Thread.ofPlatform().daemon().start(() -> serveAll(served, clients));
      long before = OpenFiles.count();
      try (RandomClient client = new RandomClient(() -> pair(clients), 20261123)) {
        client.send(1_000_000);
        assertEquals(1_000_000, client.sent());
        assertTrue(client.replies() > 700_000, client.replies() + " replies");
        assertTrue(client.connections() >= 500, client.connections() + " connections");
      }
      server.interrupt();
      server.join();
      served.negotiated().close();
      Waiting.until(() -> OpenFiles.count() == before);
      assertEquals(0, served.memory.areaCount());
    }
  }

  /** Each message finds a session that has just given its thread up, or is about to. */
  @Test
  void manyToASessionThatIsQuietAllTheTimeDoNoHarm() {
    try (Served served = new Served(directory, Duration.ofNanos(1000))) {
      long before = OpenFiles.count();
      try (RandomClient client = new RandomClient(() -> UnixSocket.connect(served.path()), 7)) {
        client.send(20_000);
        assertEquals(20_000, client.sent());
      }
      served.negotiated().close();
      Waiting.until(() -> OpenFiles.count() == before);
      assertEquals(0, served.memory.areaCount());
    }
  }

  private static UnixSocket pair(SynchronousQueue<UnixSocket> clients) {
    UnixSocket.Pair pair = UnixSocket.pair();
    try {
      clients.put(pair.first());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return pair.second();
  }

  private static void serveAll(Served served, SynchronousQueue<UnixSocket> clients) {
    try {
      while (true) {
        try (Connection connection = new Connection(clients.take(), Duration.ofSeconds(20));
            ClientSession session = new ClientSession(served.parts(), connection)) {
          session.serve();
        }
      }
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void manyThroughAListeningSocketDoNoHarm() {
    try (Served served = new Served(directory)) {
      long before = OpenFiles.count();
      try (RandomClient client = new RandomClient(() -> UnixSocket.connect(served.path()), 42)) {
        client.send(100_000);
        assertEquals(100_000, client.sent());
      }
      served.negotiated().close();
      Waiting.until(() -> OpenFiles.count() == before);
      assertEquals(0, served.memory.areaCount());
    }
  }
}
