package io.vfio4j.distribution.demo;

import io.vfio4j.core.linux.EventFd;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for eventfds. */
final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private Signals() {}

  /** Waits until an eventfd is signalled, exactly once. */
  static void await(EventFd eventFd, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long count = eventFd.drain();
    while (count == 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      count = eventFd.drain();
    }
    CheckFailed.unless(count == 1, "%s was signalled %d times, not once", what, count);
  }
}
