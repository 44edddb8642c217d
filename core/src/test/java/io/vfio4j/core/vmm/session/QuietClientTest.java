package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.vmm.protocol.Command;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that says nothing takes no thread, and finds everything as it was. */
@Timeout(60)
class QuietClientTest {
  private static final String THREAD = "vfio4j 0000:01:00.0";

  @TempDir private Path directory;

  private Served serve() {
    return new Served(directory, Duration.ofMillis(20));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .count();
  }

  private static void awaitQuiet() {
    Waiting.until(() -> threads() == 0);
  }

  private static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    Waiting.until(() -> System.nanoTime() > until);
  }

  @Test
  void aDeviceWithoutAClientHasNoThread() {
    try (Served served = serve()) {
      awaitQuiet();
      served.negotiated().close();
      Waiting.until(() -> served.device.closed == 1);
      awaitQuiet();
    }
  }

  @Test
  void aFewMaySleepOnTheirOwnThread() {
    try (Served served = new Served(directory, Duration.ofMillis(20), 1)) {
      for (int client = 1; client <= 3; client++) {
        int gone = client;
        try (RawClient sleeper = served.negotiated()) {
          pass(Duration.ofMillis(200));
          assertEquals(1, threads());
          sleeper.done(Command.DEVICE_RESET, new byte[0]);
        }
        Waiting.until(() -> served.device.closed == gone);
        awaitQuiet();
      }
    }
  }

  @Test
  void whatWasAgreedOnAndMappedIsThereAfterwards() {
    byte[] four = {1, 2, 3, 4};
    try (Served served = serve();
        Descriptor ram = Memfd.create("ram", 0x1000);
        RawClient client = served.negotiated()) {
      client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, 0, 0x1000), ram);
      client.done(Command.REGION_WRITE, Messages.regionWrite(0, 0x10, four));
      for (int round = 0; round < 5; round++) {
        awaitQuiet();
        assertEquals(1, served.memory.areaCount());
        ByteBuffer read = client.done(Command.REGION_READ, Messages.regionRead(0, 0x10, 4));
        assertArrayEquals(Bytes.bytes().u64(0x10).u32(0, 4).raw(four).array(), Bytes.of(read));
      }
      assertEquals(1, served.device.opened);
      assertEquals(0, served.device.closed);
    }
  }

  @Test
  void oneThatGoesIsNoticed() {
    try (Served served = serve();
        RawClient client = served.negotiated()) {
      awaitQuiet();
      client.leave();
      Waiting.until(() -> served.device.closed == 1);
      try (RawClient next = served.negotiated()) {
        next.done(Command.DEVICE_RESET, new byte[0]);
      }
    }
  }

  @Test
  void oneThatHasNotIntroducedItselfMayTakeItsTime() {
    try (Served served = serve();
        RawClient client = served.connect()) {
      pass(Duration.ofMillis(200));
      awaitQuiet();
      client.done(Command.VERSION, Messages.qemuVersion());
      assertEquals(1, served.device.opened);
    }
  }

  @Test
  void theServersEndIsTheSessionsEnd() {
    Served served = serve();
    try (RawClient client = served.negotiated()) {
      awaitQuiet();
      served.close();
      client.assertClosed();
      assertEquals(1, served.device.closed);
    }
  }

  /** There is a thread for as long as half of a message is here. */
  @Test
  void aMessageMayComeInPiecesHoweverSlowly() {
    byte[] read = Messages.message(9, Command.REGION_READ, 0, Messages.regionRead(0, 0, 4));
    byte[] head = Arrays.copyOf(read, 20);
    byte[] rest = Arrays.copyOfRange(read, 20, read.length);
    try (Served served = serve();
        RawClient client = served.negotiated()) {
      awaitQuiet();
      client.send(head);
      Waiting.until(() -> threads() == 1);
      pass(Duration.ofMillis(100));
      assertEquals(1, threads());
      client.send(rest);
      assertEquals(9, client.receive().orElseThrow().id());
    }
  }

  @Test
  void theAnswerToTheDevicesDmaFindsWhoWaitsForIt() throws Exception {
    try (Served served = serve();
        RawClient client = served.negotiated()) {
      client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, 0x1000, 0x1000));
      FutureTask<Boolean> dma =
          new FutureTask<>(
              () -> served.memory.write(0x1000, MemorySegment.ofArray(new byte[4])), true);
      Thread.ofPlatform().daemon().start(dma);
      // The question for the layout, then the write itself.
      answerLate(client);
      answerLate(client);
      assertTrue(dma.get());
    }
  }

  private static void answerLate(RawClient client) {
    try (RawClient.Message asked = client.receive().orElseThrow()) {
      assertEquals(Command.DMA_WRITE, asked.command());
      awaitQuiet();
      byte[] fields = Arrays.copyOf(asked.payload(), 16);
      client.send(Messages.message(asked.id(), Command.DMA_WRITE, Messages.REPLY, fields));
    }
  }
}
