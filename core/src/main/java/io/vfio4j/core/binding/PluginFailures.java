package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.limit.NotReturned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Turns what a plugin throws against the rules into an EIO and a line for the operator: at most one
 * a second, since a guest may be able to cause it as often as it likes.
 */
final class PluginFailures {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Logger logger;
  private final DeviceClock clock;
  private final CatalogDriver driver;
  private final PciAddress address;
  private boolean logged;
  private long lastNanos;
  private long unlogged;

  PluginFailures(Logger logger, DeviceClock clock, CatalogDriver driver, PciAddress address) {
    this.logger = logger;
    this.clock = clock;
    this.driver = driver;
    this.address = address;
  }

  /** The driver's name and where it comes from. */
  String driver() {
    return "%s (%s)".formatted(driver.name(), driver.origin());
  }

  /** Logs a failure of an operation and says what to throw instead. */
  VfioException failed(String operation, Throwable failure) {
    String what = Failure.describe(failure);
    log("failed in " + operation, what, "; the client got EIO");
    return VfioException.refused(
        Errno.EIO, driver.name() + " failed in " + operation + ": " + what);
  }

  /** Logs that a driver's close did not close what its open opened. */
  void leftOpen() {
    log(
        "failed in close",
        "it left open what it forwards to, which the agent has closed: call super.close()",
        "");
  }

  /** The same for a probe, which no client waits for. */
  VfioException probeFailed(Throwable failure) {
    String what = Failure.describe(failure);
    log("failed in probe", what, "; the function stays unbound");
    return VfioException.refused(Errno.EIO, what);
  }

  /** The same for one that does not return. */
  VfioException probeNotReturned(NotReturned late) {
    String what = late.getMessage() + " (" + Failure.where(late.getStackTrace()) + ")";
    log("in probe", what, "; the function stays unbound");
    return VfioException.refused(Errno.ETIMEDOUT, "probe " + what);
  }

  /** Logs that the function is out of service, since plugin code does not let go of it. */
  void retired(String why) {
    logger.log(
        Level.ERROR,
        "{0}: driver {1} ({2}) {3}; its client is dropped, and the function is out of service until"
            + " the agent is started again. This is an error of the plugin; tell its author",
        address,
        driver.name(),
        driver.origin(),
        why);
  }

  /** Logs a failure that no client waits for. */
  void taskFailed(Throwable failure) {
    log("failed in a task of its own", Failure.describe(failure), "");
  }

  private synchronized void log(String where, String what, String consequence) {
    long now = clock.nanoTime();
    if (logged && now - lastNanos < INTERVAL_NANOS) {
      unlogged++;
      return;
    }
    String more =
        unlogged == 0 ? "" : " (and " + unlogged + " times more since the last such line)";
    logged = true;
    lastNanos = now;
    unlogged = 0;
    logger.log(
        Level.ERROR,
        "{0}: driver {1} ({2}) {3}: {4}{5}{6}. This is an error of the plugin; tell its author",
        address,
        driver.name(),
        driver.origin(),
        where,
        what,
        consequence,
        more);
  }
}
