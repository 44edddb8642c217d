package io.vfio4j.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waiting for what another process does in its own time. */
final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Await() {}

  /** Asks until the answer is the expected one; a limit only guards against waiting for ever. */
  static void that(String what, long expected, Callable<Long> question) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    long last = question.call();
    while (last != expected) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("%s: expected %#x, still %#x".formatted(what, expected, last));
      }
      Thread.onSpinWait();
      last = question.call();
    }
  }
}
