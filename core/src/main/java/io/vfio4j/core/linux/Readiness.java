package io.vfio4j.core.linux;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

/** Waits, for a bounded time, until a descriptor can be read or written. */
final class Readiness {
  private Readiness() {}

  static boolean now(int descriptor, int events) {
    return poll(descriptor, events, 0) > 0;
  }

  /** Whether the descriptor became ready (or failed, which the next call on it tells) in time. */
  static boolean await(int descriptor, int events, long nanoseconds) {
    long deadline = System.nanoTime() + nanoseconds;
    long left = nanoseconds;
    while (true) {
      // Rounded up, or the last fraction of a millisecond would be spent spinning.
      long milliseconds = left <= 0 ? 0 : NANOSECONDS.toMillis(left) + 1;
      if (poll(descriptor, events, (int) Math.min(milliseconds, Integer.MAX_VALUE)) > 0) {
        return true;
      }
      left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
    }
  }

  private static int poll(int descriptor, int events, int milliseconds) {
    Scratch scratch = Scratch.ofThread();
    int ready = EventCalls.poll(scratch.pollAddress(descriptor, events), 1, milliseconds);
    return ready == -ErrnoTable.EINTR ? 0 : (int) LinuxException.check("poll", ready);
  }
}
