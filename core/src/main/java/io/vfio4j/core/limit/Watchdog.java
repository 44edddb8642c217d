package io.vfio4j.core.limit;

import io.vfio4j.core.linux.Setback;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices calls into plugins that do not return. One thread looks after all functions; it sleeps
 * while nothing is called, and the next call wakes it.
 *
 * <p>A call is stuck when several looks in a row have seen it. Time in which the whole process
 * stood still, in a debugger or on a machine that was suspended, is no time of the plugin's.
 */
public final class Watchdog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

  /** Looks within the limit: a stuck call is noticed when it is over, and at most a fifth later. */
  private static final int LOOKS = 5;

  private final TimeLimits limits;
  private final List<WatchedCalls> watched = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Setback watchFailed = new Setback(LOG, "plugins could not be watched");
  private final Setback reportFailed =
      new Setback(LOG, "a call that does not return could not be reported");
  private @Nullable Thread thread;
  private volatile boolean asleep;

  /**
   * @param limits how long a plugin may take
   */
  public Watchdog(TimeLimits limits) {
    this.limits = limits;
  }

  /** One that never barks. */
  public static Watchdog off() {
    return new Watchdog(TimeLimits.NONE);
  }

  /** How long a plugin may take. */
  public TimeLimits limits() {
    return limits;
  }

  /**
   * Watches calls from now on.
   *
   * @param stuck told once where a call is that does not return; on the watchdog's thread, so it
   *     must not wait
   */
  public WatchedCalls watch(Consumer<StackTraceElement[]> stuck) {
    WatchedCalls calls = new WatchedCalls(this, stuck);
    if (!limits.operation().isZero()) {
      watched.add(calls);
      start();
    }
    return calls;
  }

  private synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("vfio4j watchdog").start(this::run);
    }
  }

  /**
   * A call has been counted. This load may pass that store, as a barrier between them would be a
   * tenth of what a register's read takes: {@link #sleep} is on its guard.
   */
  void callBegun() {
    if (asleep) {
      wake();
    }
  }

  private synchronized void wake() {
    asleep = false;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (closing.getCount() > 0) {
      try {
        turn();
      } catch (Throwable e) {
        watchFailed.bear(e);
      }
    }
  }

  private void turn() {
    if (!over() && !look()) {
      sleep();
    }
  }

  /** Waits for the next look. In numbers, as {@code Duration.dividedBy} would wake BigDecimal. */
  private boolean over() {
    long between = limits.operation().toNanos() / LOOKS;
    return Uninterrupted.await(closing, Duration.ofNanos(between));
  }

  /** Whether anything was called. */
  private boolean look() {
    boolean called = false;
    for (WatchedCalls calls : watched) {
      called |= calls.look();
    }
    watched.removeIf(calls -> calls.looks() >= LOOKS && reported(calls));
    return called;
  }

  private boolean reported(WatchedCalls calls) {
    try {
      return calls.report();
    } catch (Throwable e) {
      reportFailed.tell(e);
      // Memory will be there again, and the call still be stuck.
      return !(e instanceof OutOfMemoryError);
    }
  }

  /** Looks once more before: a store is seen everywhere long before a look's time is over. */
  private void sleep() {
    asleep = true;
    boolean quiet = !over() && !look();
    while (quiet && asleep && closing.getCount() > 0) {
      LockSupport.park(this);
      // Nobody of ours interrupts it, and with an interrupt it would not park again.
      Thread.interrupted();
    }
    asleep = false;
  }

  /** Whether its thread sleeps until something is called. */
  boolean asleep() {
    return asleep;
  }

  /** Watches nothing any more. */
  @Override
  public void close() {
    closing.countDown();
    wake();
    watched.clear();
  }
}
