package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;
import java.time.Duration;

/**
 * Time, as a driver that waits for hardware sees it. A test's clock moves only when it is told to.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface DeviceClock {

  /**
   * Nanoseconds since some fixed moment; never goes back. Any thread. The kernel's {@code
   * ktime_get_ns}.
   */
  long nanoTime();

  /**
   * Waits, as the kernel's {@code msleep} does. Not on the session thread for longer than a second
   * in all, see {@link VfioDevice}.
   *
   * @param duration how long
   * @throws VfioException EINTR if the thread is interrupted: the host asks for it back
   */
  void sleep(Duration duration);
}
