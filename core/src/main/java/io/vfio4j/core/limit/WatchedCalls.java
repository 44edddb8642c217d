package io.vfio4j.core.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls into a plugin that never overlap, and whether one of them is running.
 *
 * <p>The count goes up when a call begins and when it ends, so it is odd while one runs, and the
 * same odd number for as long as it is the same one. No clock is read, and there is no memory
 * barrier: a call costs two release stores ({@link Watchdog#callBegun}).
 */
public final class WatchedCalls {
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(WatchedCalls.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Watchdog watchdog;
  private final Consumer<StackTraceElement[]> stuck;
  private int count;
  private @Nullable Thread caller;

  /** The watchdog's own: what it saw last, and for how many looks in a row. */
  private int seen;

  private int looks;

  WatchedCalls(Watchdog watchdog, Consumer<StackTraceElement[]> stuck) {
    this.watchdog = watchdog;
    this.stuck = stuck;
  }

  /**
   * A call begins.
   *
   * @param thread the current one
   */
  public void begin(Thread thread) {
    if (caller != thread) {
      caller = thread;
    }
    COUNT.setRelease(this, count + 1);
    watchdog.callBegun();
  }

  /** The call that began last has ended. */
  public void end() {
    COUNT.setRelease(this, count + 1);
  }

  /**
   * Whether a call is running on a thread.
   *
   * @param thread the current one
   */
  public boolean runningOn(Thread thread) {
    return caller == thread && (count & 1) == 1;
  }

  /** Whether anything was called since the last look. */
  boolean look() {
    int now = (int) COUNT.getVolatile(this);
    boolean moved = now != seen;
    seen = now;
    looks = moved || (now & 1) == 0 ? 0 : looks + 1;
    return moved || (now & 1) == 1;
  }

  /** How many looks in a row have seen the same call, the first one not counted. */
  int looks() {
    return looks;
  }

  /**
   * Tells where the call is that does not return, and asks it to.
   *
   * @return false if it has returned meanwhile
   */
  boolean report() {
    Thread thread = caller;
    StackTraceElement[] trace = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    if (thread == null || (int) COUNT.getVolatile(this) != seen) {
      looks = 0;
      return false;
    }
    stuck.accept(trace);
    thread.interrupt();
    return true;
  }
}
