package io.vfio4j.core.linux;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that runs on a thread of its own, as it blocks in a system call. */
final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = Thread.ofPlatform().daemon().name("background").start(task);
  }

  static <T> Background<T> call(Callable<T> work) {
    return new Background<>(work);
  }

  static Background<Boolean> run(Runnable work) {
    return call(() -> {
      work.run();
      return true;
    });
  }

  /** Waits until the thread is inside a method, which is to say about to block or blocked. */
  Background<T> awaitIn(String className, String method) {
    while (thread.isAlive() && !isIn(className, method)) {
      Thread.onSpinWait();
    }
    return this;
  }

  private boolean isIn(String className, String method) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame ->
            frame.getClassName().endsWith("." + className) && frame.getMethodName().equals(method));
  }

  /** What it returned, or what it threw. */
  T result() {
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the background thread does not end", e);
    }
  }
}
