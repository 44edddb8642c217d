package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.vmm.protocol.Command;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After a client it is as if it had not been there. */
@Timeout(60)
class DisconnectTest {
  private static final int ROUNDS = 50;

  @TempDir Path directory;

  /**
   * With everything a client can have: areas with and without memory, eventfds, a region's file.
   */
  private static void furnish(RawClient client, Descriptor ram, EventFd eventFd) {
    client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, 0, 0x10000), ram);
    client.done(Command.DMA_MAP, Messages.dmaMap(1, 0, 0x20000, 0x1000));
    client.done(Command.DEVICE_SET_IRQS, Messages.setIrqs(0x24, 2, 0, 1), eventFd.descriptor());
    client.done(Command.DEVICE_GET_REGION_INFO, Messages.regionInfo(32, 4));
  }

  @Test
  void leavesNoDescriptorAndNoMappingWhereverTheClientGoes() {
    Random random = new Random(3);
    byte[] message =
        Messages.message(9, Command.REGION_WRITE, 0, Messages.regionWrite(2, 0, new byte[60_000]));
    try (Served served = new Served(directory);
        Descriptor ram = Memfd.create("ram", 0x10000);
        EventFd eventFd = EventFd.create()) {
      long before = OpenFiles.count();
      for (int round = 0; round < ROUNDS; round++) {
        try (RawClient client = served.negotiated()) {
          furnish(client, ram, eventFd);
          client.send(Arrays.copyOf(message, random.nextInt(message.length)), ram);
        }
        awaitClosed(served, 1 + round);
        Waiting.until(() -> served.memory.areaCount() == 0);
      }
      served.connect().close();
      assertServedAndGone(served, before);
    }
  }

  private static void assertServedAndGone(Served served, long before) {
    try (RawClient client = served.negotiated()) {
      client.done(Command.DEVICE_RESET, new byte[0]);
    }
    awaitClosed(served, ROUNDS + 1);
    Waiting.until(() -> OpenFiles.count() == before);
    assertEquals(before, OpenFiles.count());
  }

  private static void awaitClosed(Served served, int closed) {
    Waiting.until(() -> served.device.closed == closed);
  }

  @Test
  void servesTheSecondClientWhenTheFirstHasGone() {
    try (Served served = new Served(directory);
        RawClient first = served.negotiated();
        RawClient second = served.connect()) {
      int id = second.post(Command.VERSION, Messages.qemuVersion());
      first.done(Command.DEVICE_RESET, new byte[0]);
      assertEquals(1, served.device.opened);
      first.leave();
      assertEquals(id, second.receive().orElseThrow().id());
      assertEquals(2, served.device.opened);
    }
  }

  /** The server would hold the client's end itself, and wait for the rest of the message. */
  @Test
  void aClientThatLeavesItsOwnEndBehindIsGoneAllTheSame() {
    try (Served served = new Served(directory)) {
      try (RawClient client = served.negotiated()) {
        client.sendOwnEndAndVanish(new byte[1]);
      }
      try (RawClient next = served.negotiated()) {
        next.done(Command.DEVICE_RESET, new byte[0]);
      }
    }
  }

  @Test
  void closingTheServerEndsASessionAndClosesTheDevice() throws IOException {
    Served served = new Served(directory);
    try (RawClient client = served.negotiated()) {
      served.close();
      client.assertClosed();
      assertEquals(1, served.device.closed);
      try (Stream<Path> left = Files.list(directory)) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  @Test
  void aTaskOfTheDeviceThatWaitsForTheClientEndsWithIt() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (Served served = new Served(directory)) {
      served.device.onWrite =
          () ->
              served.worker.execute(() -> {
                waiting.countDown();
                try {
                  served.memory.read(0x1000, MemorySegment.ofArray(new byte[8]));
                } finally {
                  over.countDown();
                }
              });
      try (RawClient client = served.negotiated()) {
        client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, 0x1000, 0x1000));
        client.post(Command.REGION_WRITE, Messages.regionWrite(0, 0, (byte) 1));
        waiting.await();
        // The reply and the request for memory: two threads send them, in any order.
        assertTrue(client.receive().isPresent());
        assertTrue(client.receive().isPresent());
      }
      over.await();
      served.device.onWrite = null;
      try (RawClient next = served.negotiated()) {
        next.done(Command.DEVICE_RESET, new byte[0]);
      }
    }
  }
}
