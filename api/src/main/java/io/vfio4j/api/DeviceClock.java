package io.vfio4j.api;

import java.time.Duration;

/**
 * Time, as a driver that waits for hardware sees it. A test's clock moves only when it is told to.
 *
 * @since 0.1
 */
public interface DeviceClock {

  /** Nanoseconds since some fixed moment; never goes back. Any thread. */
  long nanoTime();

  /**
   * Waits. Not on the session thread for longer than a second in all, see {@link VfioDevice}.
   *
   * @param duration how long
   * @throws VfioException EINTR if the host is shutting down
   */
  void sleep(Duration duration);
}
