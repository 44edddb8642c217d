package io.vfio4j.testkit.contract.rule;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call that may hang, on a thread of its own: who gives up leaves the thread behind, a daemon.
 *
 * @since 0.1
 */
public final class BoundedCall {
  private BoundedCall() {}

  /**
   * Makes the call.
   *
   * @param name the thread's
   * @param limit how long to wait for it
   * @return what it returned
   * @throws TimeoutException if it did not end in time, or this thread was interrupted
   * @throws ExecutionException what it threw, as the cause
   */
  public static <T> T within(Duration limit, String name, Callable<T> call)
      throws TimeoutException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().name(name).start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }
}
