package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Once warm, the calls on a request's way allocate nothing. */
@Timeout(120)
final class SteadyStateAllocationTest {
  private static final int ROUNDS = 20_000;

  /** A call that does allocate fails only after it. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** A few objects of the JIT's or the JDK's own; one byte for each round would be far more. */
  private static final long TOLERATED = 2048;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private void assertSteady(Runnable round) {
    long allocated = Long.MAX_VALUE;
    long begin = System.nanoTime();
    // The JIT decides when it is warm, late on a busy machine: the first clean measurement counts.
    while (allocated > TOLERATED && System.nanoTime() - begin < PATIENCE) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(allocated <= TOLERATED, allocated + " bytes in " + ROUNDS + " rounds");
  }

  @Test
  void sendAndReceive() {
    try (Connection connection = new Connection()) {
      MemorySegment request = Bytes.pattern(32);
      assertSteady(() -> {
        connection.writer.send(request, 0, 32);
        assertEquals(32, connection.reader.receive(connection.room, 0, 4096, connection.received));
      });
    }
  }

  @Test
  void gatheringSendAndReceiveNow() {
    MemorySegment head = Bytes.pattern(32);
    try (Connection connection = new Connection();
        SharedFile file = new SharedFile(Memfd.create("steady", 4096))) {
      FileRange body = new FileRange(file, 64, 1000);
      assertSteady(() -> {
        connection.writer.send(head, 32, body);
        assertEquals(
            1032, connection.reader.receiveNow(connection.room, 0, 4096, connection.received));
        connection.reader.receiveNow(connection.room, 0, 4096, connection.received);
      });
    }
  }

  @Test
  void signalAndDrain() {
    try (EventFd eventFd = EventFd.create()) {
      assertSteady(() -> {
        eventFd.signal();
        assertEquals(1, eventFd.drain());
      });
    }
  }

  @Test
  void guardedCopyAndFileTransfers() {
    MemorySegment local = Bytes.pattern(64);
    try (Descriptor memfd = Memfd.create("steady", 4096);
        FileMapping mapping = FileMapping.map(memfd, 0, 4096, FileMapping.Access.READ_WRITE)) {
      assertSteady(() -> {
        GuardedCopy.copy(local, 0, mapping.segment(), 128, 64);
        assertEquals(64, FileIo.pread(memfd, 128, local));
      });
    }
  }
}
