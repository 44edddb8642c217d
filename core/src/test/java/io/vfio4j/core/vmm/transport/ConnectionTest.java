package io.vfio4j.core.vmm.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.SocketWriter;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment room = arena.allocate(64);
  private final UnixSocket.Pair pair = UnixSocket.pair();

  @AfterEach
  void close() {
    pair.close();
    arena.close();
  }

  private FutureTask<Integer> receiving(Connection connection) {
    return new FutureTask<>(() -> connection.receive(room, 0, room.byteSize()));
  }

  private void send(int bytes) {
    new SocketWriter(pair.second(), PATIENCE).send(room, 0, bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT24H"})
  void bytesAndTheEndArriveHoweverLongItPolls(Duration poll) throws Exception {
    try (Connection connection = new Connection(pair.first(), PATIENCE, poll)) {
      FutureTask<Integer> bytes = receiving(connection);
      Thread.ofPlatform().daemon().start(bytes);
      send(7);
      assertEquals(7, bytes.get());
      FutureTask<Integer> end = receiving(connection);
      Thread.ofPlatform().daemon().start(end);
      connection.shutdown();
      assertEquals(Inlet.END_OF_STREAM, end.get());
    }
  }

  @Test
  void pollingThreadWorksUntilSomethingComes() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (Connection connection = new Connection(pair.first(), PATIENCE, FOREVER)) {
      FutureTask<Integer> bytes = receiving(connection);
      Thread receiver = Thread.ofPlatform().daemon().start(bytes);
      // One that slept would never use so much, and the test's time would run out.
      long enough = Duration.ofMillis(50).toNanos();
      while (threads.getThreadCpuTime(receiver.threadId()) < enough) {
        assertTrue(receiver.isAlive());
        Thread.onSpinWait();
      }
      send(1);
      assertEquals(1, bytes.get());
    }
  }
}
