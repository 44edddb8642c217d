package io.vfio4j.testkit;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until it is told to go on, or until somebody sleeps by it.
 *
 * <p>A driver that waits a minute for its hardware does so at once, and a test can ask how long it
 * would have been. Any thread may use it.
 *
 * @since 0.1
 */
public final class ManualClock implements DeviceClock {
  private final AtomicLong nanos = new AtomicLong();

  /** A clock that shows 0. */
  public ManualClock() {}

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  /** Returns at once; afterwards it is {@code duration} later, unless the thread is interrupted. */
  @Override
  public void sleep(Duration duration) {
    if (Thread.currentThread().isInterrupted()) {
      throw VfioException.refused(Errno.EINTR, "interrupted");
    }
    advance(duration);
  }

  /**
   * Lets time pass.
   *
   * @param duration how much, at least 0
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    nanos.addAndGet(duration.toNanos());
  }
}
