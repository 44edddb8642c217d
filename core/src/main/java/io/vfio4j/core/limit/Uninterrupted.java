package io.vfio4j.core.limit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wait that an interrupt makes no shorter. Plugins share this process, and one of them can
 * interrupt any thread of ours: that must decide nothing, least of all about another's function.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /**
   * Waits until the latch is open; the thread's interrupt is kept for later.
   *
   * @return false if that takes longer
   */
  public static boolean await(CountDownLatch latch, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
