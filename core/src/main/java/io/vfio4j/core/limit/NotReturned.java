package io.vfio4j.core.limit;

import java.time.Duration;

/** A call into a plugin did not return in its time. */
public final class NotReturned extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param limit its time
   * @param trace where it was then
   */
  NotReturned(Duration limit, StackTraceElement[] trace) {
    super("has not returned for " + seconds(limit));
    setStackTrace(trace);
  }

  /** A duration for the operator, for instance {@code 10 s}. */
  public static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
