package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventFdWatcherTest {
  private long openBefore;
  private EventFdWatcher watcher;
  private EventFd eventFd;

  @BeforeEach
  void start() throws IOException {
    openBefore = OpenDescriptors.count();
    watcher = new EventFdWatcher("watcher-test");
    eventFd = EventFd.create();
  }

  @AfterEach
  void nothingLeaks() throws IOException {
    watcher.close();
    eventFd.close();
    assertEquals(openBefore, OpenDescriptors.count());
  }

  @Test
  void runsOnEverySignal() throws InterruptedException {
    Semaphore runs = new Semaphore(0);
    watcher.watch(eventFd, runs::release);
    for (int i = 0; i < 1000; i++) {
      eventFd.signal();
      runs.acquire();
    }
    assertEquals(0, runs.availablePermits());
  }

  @Test
  void runsForASignalThatCameBeforeTheWatch() throws InterruptedException {
    eventFd.signal();
    Semaphore runs = new Semaphore(0);
    watcher.watch(eventFd, runs::release);
    runs.acquire();
    assertEquals(0, eventFd.drain());
  }

  /** A client can have put 2^64 - 2 into it. */
  @Test
  void whatASemaphoreKeepsDoesNotKeepTheThreadBusy() throws InterruptedException {
    try (EventFd semaphore = EventFd.adopt(semaphore(1000))) {
      Semaphore runs = new Semaphore(0);
      watcher.watch(semaphore, runs::release);
      runs.acquire();
      Semaphore others = new Semaphore(0);
      watcher.watch(eventFd, others::release);
      for (int i = 0; i < 10; i++) {
        eventFd.signal();
        others.acquire();
      }
      assertEquals(0, runs.availablePermits());
      semaphore.signal();
      runs.acquire();
      watcher.close();
    }
  }

  private static Descriptor semaphore(int count) {
    int flags = 0x80000 | 0x1; // EFD_CLOEXEC | EFD_SEMAPHORE, sys/eventfd.h
    return Descriptor.own("eventfd", (int) Libc.bindInt("eventfd").call(count, flags));
  }

  @Test
  void oneThatIsWatchedAlreadyIsRefusedAndTheFirstWatchGoesOn() throws InterruptedException {
    Semaphore runs = new Semaphore(0);
    watcher.watch(eventFd, runs::release);
    assertThrows(IllegalStateException.class, () -> watcher.watch(eventFd, () -> {}));
    eventFd.signal();
    runs.acquire();
  }

  @Test
  void tellsManyApart() throws InterruptedException {
    List<EventFd> eventFds = new ArrayList<>();
    List<Semaphore> runs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      eventFds.add(EventFd.create());
      runs.add(new Semaphore(0));
      watcher.watch(eventFds.getLast(), runs.getLast()::release);
    }
    for (int i = 99; i >= 0; i--) {
      eventFds.get(i).signal();
      runs.get(i).acquire();
    }
    watcher.close();
    assertTrue(runs.stream().allMatch(semaphore -> semaphore.availablePermits() == 0));
    eventFds.forEach(EventFd::close);
  }

  @Test
  void anEndedWatchStaysSilent() throws InterruptedException {
    Semaphore runs = new Semaphore(0);
    watcher.watch(eventFd, runs::release).close();
    eventFd.signal();
    try (EventFd other = EventFd.create()) {
      Semaphore otherRuns = new Semaphore(0);
      watcher.watch(other, otherRuns::release);
      other.signal();
      otherRuns.acquire();
      assertEquals(0, runs.availablePermits());
      assertEquals(1, eventFd.drain(), "left for whoever comes next");
      watcher.close();
    }
  }

  @Test
  void endingWaitsForACallbackThatRuns() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    EventFdWatcher.Watch watch =
        watcher.watch(
            eventFd,
            () -> {
              inside.countDown();
              awaitUninterruptibly(letGo);
              finished.set(true);
            });
    eventFd.signal();
    inside.await();
    Background<Boolean> finishedAtEnd =
        Background.call(() -> {
          watch.close();
          return finished.get();
        });
    finishedAtEnd.awaitIn("EventFdWatcher$Watch", "close");
    letGo.countDown();
    assertTrue(finishedAtEnd.result());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCallbackMayEndItsOwnWatch() throws InterruptedException {
    Semaphore runs = new Semaphore(0);
    AtomicReference<EventFdWatcher.Watch> watch = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    watch.set(
        watcher.watch(
            eventFd,
            () -> {
              awaitUninterruptibly(known);
              watch.get().close();
              runs.release();
            }));
    known.countDown();
    eventFd.signal();
    runs.acquire();
    eventFd.signal();
    watcher.close();
    assertEquals(0, runs.availablePermits());
  }

  @Test
  void nothingIsWatchedOnceClosed() {
    watcher.close();
    assertThrows(IllegalStateException.class, () -> watcher.watch(eventFd, () -> {}));
    watcher.close();
    assertFalse(eventFd.descriptor().isClosed());
  }
}
