package io.vfio4j.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedCallTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private static <T> LimitedCall<T> call(Callable<T> call) {
    return new LimitedCall<>("call of the test", call, () -> {});
  }

  @Test
  void isMadeOnAThreadOfItsOwn() throws NotReturned, ExecutionException {
    Thread seen = call(Thread::currentThread).within(Duration.ZERO);
    assertNotSame(Thread.currentThread(), seen);
    assertEquals("call of the test", seen.getName());
  }

  @Test
  void whatItThrowsIsPassedOnErrorsToo() {
    LimitedCall<String> broken =
        call(() -> {
          throw new StackOverflowError();
        });
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> broken.within(Duration.ofMinutes(1)));
    assertEquals(StackOverflowError.class, thrown.getCause().getClass());
  }

  @Test
  void oneThatDoesNotReturnIsLeftBehindAndCleansUpWhenItDoes() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch cleaned = new CountDownLatch(1);
    LimitedCall<String> late = new LimitedCall<>("late", () -> waitDeaf(go), cleaned::countDown);

    NotReturned thrown = assertThrows(NotReturned.class, () -> late.within(SHORT));

    assertEquals("has not returned for 50 ms", thrown.getMessage());
    assertTrue(
        Arrays.stream(thrown.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("waitDeaf")));
    assertEquals(1, cleaned.getCount());
    go.countDown();
    cleaned.await();
  }

  @Test
  void anInterruptOfWhoWaitsIsNotTheEndOfTheCallsTime() throws NotReturned, ExecutionException {
    Thread waiting = Thread.currentThread();
    LimitedCall<String> patient =
        call(() -> {
          waiting.interrupt();
          while (waiting.isInterrupted() || waiting.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
          }
          return "in time";
        });
    assertEquals("in time", patient.within(Duration.ofMinutes(1)));
    assertTrue(Thread.interrupted(), "kept");
  }

  /** As a plugin that does not care for interrupts. */
  private static String waitDeaf(CountDownLatch go) {
    while (true) {
      try {
        go.await();
        return "late";
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }
}
