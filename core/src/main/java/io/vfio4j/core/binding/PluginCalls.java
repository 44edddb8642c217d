package io.vfio4j.core.binding;

import io.vfio4j.core.limit.NotReturned;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.limit.WatchedCalls;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How one driver's code is called for one function: with the plugin's class loader as the thread's,
 * and watched, so that a call that does not return ends the function's service and nothing else.
 */
final class PluginCalls {
  private final ClassLoader loader;
  private final PluginFailures failures;
  private final Watchdog watchdog;
  private final Retirement retirement;
  private final LendingRules lending = new LendingRules();

  PluginCalls(
      ClassLoader loader, PluginFailures failures, Watchdog watchdog, Retirement retirement) {
    this.loader = loader;
    this.failures = failures;
    this.watchdog = watchdog;
    this.retirement = retirement;
  }

  PluginFailures failures() {
    return failures;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /** Over what the driver forwards to. */
  LendingRules lending() {
    return lending;
  }

  /** For operations of the device, which come from one thread at a time. */
  WatchedCalls operations() {
    return watchdog.watch(trace -> stuck(operation(trace), trace));
  }

  /** For tasks of eventfds, which come from one thread. */
  WatchedCalls eventTasks() {
    return watchdog.watch(trace -> stuck("a task for an eventfd", trace));
  }

  private static String operation(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(frame -> frame.getClassName().equals(PluginBoundary.class.getName()))
        .map(StackTraceElement::getMethodName)
        .findFirst()
        .orElse("an operation");
  }

  private void stuck(String call, StackTraceElement[] trace) {
    String why =
        "has not returned from %s for %s (%s)"
            .formatted(
                call, NotReturned.seconds(watchdog.limits().operation()), Failure.where(trace));
    if (retirement.retire(why)) {
      failures.retired(why);
    }
  }

  /**
   * Before each call.
   *
   * @return the thread's class loader, for {@link #leave}
   */
  ClassLoader enter(@Nullable WatchedCalls watched) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (!loader.equals(before)) {
      thread.setContextClassLoader(loader);
    }
    if (watched != null) {
      watched.begin(thread);
    }
    return before;
  }

  /** After it. An interrupt that a plugin left behind would meet somebody else. */
  void leave(@Nullable WatchedCalls watched, ClassLoader before) {
    leaveButKeepLoader(watched);
    if (!loader.equals(before)) {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /**
   * The same for open: until close the thread keeps the plugin's class loader, since to change a
   * thread's is a memory barrier, and two of these were a fifth of what a register's read takes.
   */
  void leaveButKeepLoader(@Nullable WatchedCalls watched) {
    if (watched != null) {
      watched.end();
    }
    Thread.interrupted();
  }
}
