package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.transport.Connection;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Once warm, a session allocates nothing for a register access. */
@Timeout(120)
class SteadySessionTest {
  private static final int ROUNDS = 10_000;

  /** A session that does allocate fails only after it. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** A few objects of the JIT's or the JDK's own; one byte for each access would be far more. */
  private static final long TOLERATED = 2048;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Does nothing, and notes how much its thread, the session's, has allocated so far. */
  private final class Still extends ForwardingVfioDevice {
    private volatile long allocated;

    Still(FakeDevice fake) {
      super(fake);
    }

    @Override
    public long read(int region, long offset, MemorySegment target) {
      allocated = threads.getCurrentThreadAllocatedBytes();
      return target.byteSize();
    }

    @Override
    public long write(int region, long offset, MemorySegment source) {
      allocated = threads.getCurrentThreadAllocatedBytes();
      return source.byteSize();
    }
  }

  @Test
  void readsWritesAndPostedWritesAllocateNothing() throws InterruptedException {
    FakeDevice fake = new FakeDevice();
    Still still = new Still(fake);
    UnixSocket.Pair pair = UnixSocket.pair();
    try (EventFdWatcher watcher = new EventFdWatcher("watcher of the test");
        RawClient client = new RawClient(pair.second())) {
      ServedDevice served =
          new ServedDevice("still", still, new IovaSpace(), new DeviceWorker("still"), watcher);
      Thread session = Thread.ofPlatform().daemon().start(() -> serve(served, pair.first()));
      client.negotiated();
      long least = Long.MAX_VALUE;
      long begin = System.nanoTime();
      // The JIT decides when it is warm, late on a busy machine: the first clean measurement
      // counts.
      while (least > TOLERATED && System.nanoTime() - begin < PATIENCE) {
        long before = still.allocated;
        access(client);
        least = Math.min(least, before == 0 ? Long.MAX_VALUE : still.allocated - before);
      }
      assertTrue(least <= TOLERATED, least + " bytes in " + ROUNDS + " rounds");
      client.leave();
      session.join();
    }
    fake.dispose();
  }

  private static void serve(ServedDevice served, UnixSocket socket) {
    try (Connection connection = new Connection(socket, Duration.ofSeconds(20));
        ClientSession session = new ClientSession(served, connection)) {
      session.serve();
    }
  }

  /** The posted writes come glued together, each at another place of the receive buffer. */
  private static void access(RawClient client) {
    byte[] read = Messages.message(1, Command.REGION_READ, 0, Messages.regionRead(0, 0x10, 4));
    byte[] write =
        Messages.message(2, Command.REGION_WRITE, 0, Messages.regionWrite(0, 8, new byte[8]));
    byte[] posted =
        Messages.message(
            3, Command.REGION_WRITE, Messages.NO_REPLY, Messages.regionWrite(0, 8, new byte[2]));
    byte[] all = Bytes.bytes().raw(posted).raw(posted).raw(posted).raw(write).raw(read).array();
    for (int i = 0; i < ROUNDS; i++) {
      client.send(all);
      assertTrue(client.receive().isPresent());
      assertTrue(client.receive().isPresent());
    }
  }
}
