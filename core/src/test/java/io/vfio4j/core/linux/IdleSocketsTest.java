package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IdleSocketsTest {
  private static final int MANY = 300;

  @TempDir private Path directory;

  private final IdleSockets idle = new IdleSockets("idle sockets of the test");
  private final Semaphore ran = new Semaphore(0);

  @AfterEach
  void close() {
    idle.close();
  }

  private static void say(UnixSocket socket) {
    try (Arena arena = Arena.ofConfined()) {
      new SocketWriter(socket, Duration.ofSeconds(1)).send(arena.allocate(1), 0, 1);
    }
  }

  private boolean runs() throws InterruptedException {
    return ran.tryAcquire(10, TimeUnit.SECONDS);
  }

  private boolean runsSoon() throws InterruptedException {
    return ran.tryAcquire(50, TimeUnit.MILLISECONDS);
  }

  @Test
  void noMoreMaySleepThanItWasToldOf() {
    assertFalse(idle.maySleep());
    try (IdleSockets withTwo = new IdleSockets("idle sockets with sleepers", 2)) {
      assertTrue(withTwo.maySleep());
      assertTrue(withTwo.maySleep());
      assertFalse(withTwo.maySleep());
      withTwo.wakeForGood();
      assertTrue(withTwo.maySleep());
    }
  }

  @Test
  void anActionRunsOnceWhenThereIsSomethingToReceive() throws InterruptedException {
    try (UnixSocket.Pair pair = UnixSocket.pair()) {
      idle.whenReadable(pair.first(), ran::release);
      assertFalse(runsSoon());
      say(pair.second());
      assertTrue(runs());
      say(pair.second());
      assertFalse(runsSoon());
      idle.whenReadable(pair.first(), ran::release);
      assertTrue(runs(), "what is there already counts");
    }
  }

  @Test
  void aShutdownOfEitherEndRunsIt() throws InterruptedException {
    try (UnixSocket.Pair pair = UnixSocket.pair();
        UnixSocket.Pair other = UnixSocket.pair()) {
      idle.whenReadable(pair.first(), ran::release);
      pair.second().close();
      assertTrue(runs());
      idle.whenReadable(other.first(), ran::release);
      other.first().shutdown();
      assertTrue(runs());
    }
  }

  @Test
  void aClientOrTheEndOfAListeningSocketRunsIt() throws InterruptedException {
    Path path = directory.resolve("listener.sock");
    try (UnixSocket listener = UnixSocket.listen(path, 0600, 1)) {
      idle.whenReadable(listener, ran::release);
      UnixSocket client = UnixSocket.connect(path);
      assertTrue(runs());
      listener.accept().orElseThrow().close();
      client.close();
      idle.whenReadable(listener, ran::release);
      assertFalse(runsSoon());
      listener.shutdown();
      assertTrue(runs());
    }
  }

  @Test
  void aSocketThatIsClosedRunsItToo() throws InterruptedException {
    UnixSocket.Pair pair = UnixSocket.pair();
    idle.whenReadable(pair.first(), ran::release);
    pair.first().close();
    assertTrue(runs());
    assertThrows(IllegalStateException.class, () -> idle.whenReadable(pair.first(), ran::release));
    pair.second().close();
  }

  @Test
  void manyHaveOneThread() throws InterruptedException {
    int before = Thread.activeCount();
    List<UnixSocket.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      pairs.add(UnixSocket.pair());
      idle.whenReadable(pairs.get(i).first(), ran::release);
    }
    assertTrue(Thread.activeCount() <= before, "threads of earlier tests may end meanwhile");
    pairs.forEach(pair -> say(pair.second()));
    assertTrue(ran.tryAcquire(MANY, 10, TimeUnit.SECONDS));
    pairs.forEach(UnixSocket.Pair::close);
  }

  @Test
  void anActionThatFailsStopsNoOther() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    try (UnixSocket.Pair pair = UnixSocket.pair();
        UnixSocket.Pair other = UnixSocket.pair()) {
      idle.whenReadable(
          pair.first(),
          () -> {
            failed.countDown();
            throw new IllegalStateException("on purpose");
          });
      say(pair.second());
      failed.await();
      idle.whenReadable(other.first(), ran::release);
      say(other.second());
      assertTrue(runs());
    }
  }

  @Test
  void afterItsEndNothingIsWaitedFor() throws InterruptedException {
    try (UnixSocket.Pair pair = UnixSocket.pair()) {
      idle.whenReadable(pair.first(), ran::release);
      idle.close();
      idle.close();
      say(pair.second());
      assertFalse(runsSoon());
    }
  }

  /** As while a plugin has used up the heap. */
  @Test
  void anActionThatFailsForLackOfMemoryStopsNoOther() throws InterruptedException {
    try (UnixSocket.Pair broken = UnixSocket.pair();
        UnixSocket.Pair pair = UnixSocket.pair()) {
      idle.whenReadable(
          broken.first(),
          () -> {
            throw new UntellableError();
          });
      say(broken.second());
      idle.whenReadable(pair.first(), ran::release);
      say(pair.second());
      assertTrue(runs());
    }
  }

  /** No logger can print it. */
  private static final class UntellableError extends OutOfMemoryError {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw this;
    }

    @Override
    public String getMessage() {
      throw this;
    }
  }
}
