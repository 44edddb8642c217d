package io.vfio4j.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Watchdog watchdog = new Watchdog(new TimeLimits(SHORT, Duration.ZERO));
  private final BlockingQueue<StackTraceElement[]> reports = new LinkedBlockingQueue<>();
  private final WatchedCalls calls = watchdog.watch(reports::add);

  @AfterEach
  void close() {
    watchdog.close();
  }

  private void awaitAsleep() {
    while (!watchdog.asleep()) {
      Thread.onSpinWait();
    }
  }

  /** A call on a thread of its own that ends when it is interrupted. */
  private Thread hang(WatchedCalls its, CountDownLatch interrupted) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          its.begin(Thread.currentThread());
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          } finally {
            its.end();
          }
        });
  }

  @Test
  void aCallThatDoesNotReturnIsReportedWithItsPlaceAndInterrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    hang(calls, interrupted);

    StackTraceElement[] trace = reports.take();

    assertTrue(
        Arrays.stream(trace).anyMatch(f -> f.getClassName().startsWith(getClass().getName())));
    interrupted.await();
    awaitAsleep();
    assertEquals(0, reports.size());
  }

  @Test
  void aCallThatBeginsWhileItSleepsIsNoticedToo() throws InterruptedException {
    awaitAsleep();
    hang(calls, new CountDownLatch(1));
    reports.take();
  }

  @Test
  void callsThatReturnAreNoReasonHoweverManyThereAre() {
    long end = System.nanoTime() + 5 * SHORT.toNanos();
    while (System.nanoTime() < end) {
      calls.begin(Thread.currentThread());
      calls.end();
    }
    assertEquals(0, reports.size());
  }

  @Test
  void itSleepsWhileNothingIsCalledAndOneCallWakesItOnce() {
    awaitAsleep();
    calls.begin(Thread.currentThread());
    calls.end();
    assertFalse(watchdog.asleep());
    awaitAsleep();
  }

  private static List<Thread> watchdogs() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("vfio4j watchdog"))
        .toList();
  }

  /** As a plugin does that interrupts all threads it finds. */
  @Test
  void anInterruptOfItsOwnThreadMakesNoLookShorter() throws InterruptedException {
    try (Watchdog patient = new Watchdog(new TimeLimits(Duration.ofMinutes(1), Duration.ZERO))) {
      WatchedCalls slow = patient.watch(reports::add);
      slow.begin(Thread.currentThread());
      for (int i = 0; i < 50; i++) {
        watchdogs().forEach(Thread::interrupt);
        Thread.sleep(2);
      }
      slow.end();
    }
    assertEquals(0, reports.size());
    assertFalse(Thread.interrupted());
  }

  @Test
  void anInterruptDoesNotKeepItFromSleeping() {
    awaitAsleep();
    Thread thread = watchdogs().getFirst();
    thread.interrupt();
    while (thread.isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void oneStuckCallHidesNoOther() throws InterruptedException {
    BlockingQueue<StackTraceElement[]> others = new LinkedBlockingQueue<>();
    WatchedCalls second = watchdog.watch(others::add);
    hang(calls, new CountDownLatch(1));
    reports.take();
    hang(second, new CountDownLatch(1));
    others.take();
  }

  @Test
  void aReportThatFailsHarmsNoOther() throws InterruptedException {
    WatchedCalls broken =
        watchdog.watch(_ -> {
          throw new IllegalStateException("made up");
        });
    hang(broken, new CountDownLatch(1));
    hang(calls, new CountDownLatch(1));
    reports.take();
  }

  /** As while another plugin has used up the heap. */
  @Test
  void aReportThatFailsForLackOfMemoryComesAgain() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    WatchedCalls unlucky =
        watchdog.watch(trace -> {
          if (first.getCount() > 0) {
            first.countDown();
            throw new OutOfMemoryError("made up");
          }
          reports.add(trace);
        });
    hang(unlucky, new CountDownLatch(1));
    reports.take();
  }

  @Test
  void withoutALimitNothingIsWatchedAndNoThreadIsMade() throws InterruptedException {
    Watchdog off = Watchdog.off();
    WatchedCalls unwatched = off.watch(reports::add);
    Thread thread = hang(unwatched, new CountDownLatch(1));
    assertNull(reports.poll(3 * SHORT.toMillis(), TimeUnit.MILLISECONDS));
    thread.interrupt();
    thread.join();
    off.close();
  }
}
