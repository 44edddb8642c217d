package io.vfio4j.core.linux;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a thread of the agent's own does about a failure that it must survive: a plugin can use up
 * the heap for a moment, and then anything fails, even to log that.
 *
 * <p>Made beforehand, as then there may be no memory for a text, or to load this class.
 */
public final class Setback {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final System.Logger log;
  private final String what;

  /**
   * @param what fails, if it does
   */
  public Setback(System.Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Logs it, and pauses, so that what is tried again and again uses up no processor. */
  public void bear(Throwable failure) {
    tell(failure);
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** Logs it; without the failure's own text if that cannot be told, or not at all. */
  public void tell(Throwable failure) {
    try {
      log.log(System.Logger.Level.ERROR, what, failure);
    } catch (Throwable untold) {
      tellKind(failure);
    }
  }

  private void tellKind(Throwable failure) {
    try {
      log.log(System.Logger.Level.ERROR, what + ": " + failure.getClass().getName());
    } catch (Throwable untold) {
      // To go on is worth more than a line.
    }
  }
}
