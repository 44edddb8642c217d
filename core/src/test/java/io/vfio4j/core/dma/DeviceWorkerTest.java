package io.vfio4j.core.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeviceWorkerTest {
  private final DeviceWorker worker = new DeviceWorker("worker of the test");

  @AfterEach
  void stop() {
    worker.stop();
  }

  private void finish() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    worker.execute(done::countDown);
    done.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void runsTasksInOrderOnItsOwnThread() throws InterruptedException {
    worker.start();
    List<Integer> seen = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      worker.execute(() -> seen.add(number));
    }
    worker.execute(() -> threads.add(Thread.currentThread().getName()));
    finish();
    assertEquals(IntStream.range(0, 100).boxed().toList(), seen);
    assertEquals(List.of("worker of the test"), threads);
  }

  @Test
  void goesOnAfterATaskThatFails() throws InterruptedException {
    worker.start();
    worker.execute(() -> {
      throw new IllegalStateException("made up");
    });
    worker.execute(() -> {
      throw VfioException.refused(Errno.EFAULT, "made up");
    });
    finish();
  }

  @Test
  void dropsTasksWhileTheDeviceIsClosed() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    worker.execute(() -> seen.add("before"));
    worker.start();
    finish();
    worker.stop();
    worker.execute(() -> seen.add("after"));
    worker.start();
    finish();
    assertEquals(List.of(), seen);
  }

  @Test
  void stopWaitsForTheTaskThatRunsAndDropsTheRest() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    worker.start();
    worker.execute(() -> {
      running.countDown();
      await(go);
      seen.add("running");
    });
    worker.execute(() -> seen.add("waiting"));
    running.await();
    Thread stopper = Thread.ofPlatform().start(worker::stop);
    while (stopper.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    stopper.join();
    assertEquals(List.of("running"), seen);
  }

  @Test
  void refusesMoreTasksThanAGuestMayHaveWaiting() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    worker.start();
    worker.execute(() -> await(go));
    VfioException refused =
        assertThrows(
            VfioException.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                worker.execute(() -> {});
              }
            });
    assertEquals(Errno.EAGAIN, refused.errno());
    go.countDown();
    worker.stop();
    worker.start();
    finish();
  }

  @Test
  void hasNoThreadBeforeItsFirstTask() {
    worker.start();
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("worker of the test")));
  }

  @Test
  void saysWhetherTheTaskHasEnded() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    DeviceWorker impatient = impatientUntil(go);
    assertTrue(impatient.stop().isPresent());
    go.countDown();
    impatient.start();
    assertTrue(impatient.stop().isEmpty());
  }

  @Test
  void waitsForWhatWasAbandoned() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    DeviceWorker impatient = impatientUntil(go);
    impatient.abandon();
    assertTrue(impatient.stop().isPresent());
    go.countDown();
  }

  /** One with little patience, whose task runs until then. */
  private static DeviceWorker impatientUntil(CountDownLatch go) throws InterruptedException {
    DeviceWorker impatient = new DeviceWorker("impatient", Duration.ofMillis(20));
    CountDownLatch running = new CountDownLatch(1);
    impatient.start();
    impatient.execute(() -> {
      running.countDown();
      while (go.getCount() > 0) {
        Thread.onSpinWait();
      }
    });
    running.await();
    return impatient;
  }

  @Test
  void anInterruptedStopWaitsAsLongAndATaskThatEndedIsNone() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Thread stopper = Thread.currentThread();
    worker.start();
    worker.execute(() -> {
      running.countDown();
      while (stopper.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    });
    running.await();
    stopper.interrupt();
    assertTrue(worker.stop().isEmpty());
    assertTrue(Thread.interrupted(), "kept");
  }

  /** Thread.join would wait for it without an end. */
  @Test
  void aTaskThatHoldsItsThreadsMonitorKeepsNobody() throws InterruptedException {
    DeviceWorker impatient = new DeviceWorker("impatient", Duration.ofMillis(20));
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    impatient.start();
    impatient.execute(() -> {
      synchronized (Thread.currentThread()) {
        running.countDown();
        while (go.getCount() > 0) {
          Thread.onSpinWait();
        }
      }
    });
    running.await();
    assertTrue(impatient.stop().isPresent());
    go.countDown();
  }
}
