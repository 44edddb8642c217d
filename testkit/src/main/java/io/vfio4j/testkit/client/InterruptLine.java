package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.EventFdWatcher;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An eventfd and somebody who waits for it, in the place of a guest's interrupt controller.
 *
 * @since 0.1
 */
public final class InterruptLine implements AutoCloseable {
  private final EventFd eventFd = EventFd.create();
  private final Semaphore signals = new Semaphore(0);
  private final EventFdWatcher watcher = new EventFdWatcher("interrupt line");

  /** One that is quiet. */
  public InterruptLine() {
    watcher.watch(eventFd, signals::release);
  }

  /** What the device signals: to be given to {@link ClientIrqs}. */
  public EventFd eventFd() {
    return eventFd;
  }

  /**
   * Waits for the next interrupt.
   *
   * @return false if none came in time
   */
  public boolean await(Duration timeout) {
    try {
      return signals.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    watcher.close();
    eventFd.close();
  }
}
