package io.vfio4j.core.limit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call into a plugin on a thread of its own, which is left behind if it does not return in time.
 * So neither does what the plugin leaves in its thread's variables outlive the call.
 *
 * @param <T> what it returns
 */
public final class LimitedCall<T> {
  private final AtomicBoolean settled = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private final FutureTask<T> task;
  private final Thread thread;

  /**
   * Does not begin yet.
   *
   * @param name of the thread
   * @param call what to call
   * @param tooLate run on the thread if the call returns when nobody waits for it any more
   */
  public LimitedCall(String name, Callable<T> call, Runnable tooLate) {
    this.task =
        new FutureTask<>(() -> {
          try {
            return call.call();
          } finally {
            over.countDown();
            if (!settled.compareAndSet(false, true)) {
              tooLate.run();
            }
          }
        });
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(task);
  }

  /**
   * Calls and waits, whoever interrupts the thread that waits.
   *
   * @param limit zero is for ever
   * @throws NotReturned if it does not return; it is asked to, by an interrupt, and left behind
   * @throws ExecutionException with what it threw
   */
  public T within(Duration limit) throws NotReturned, ExecutionException {
    thread.start();
    if (limit.isZero() || Uninterrupted.await(over, limit)) {
      return result();
    }
    StackTraceElement[] trace = thread.getStackTrace();
    if (!settled.compareAndSet(false, true)) {
      return result();
    }
    thread.interrupt();
    throw new NotReturned(limit, trace);
  }

  private T result() throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
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
