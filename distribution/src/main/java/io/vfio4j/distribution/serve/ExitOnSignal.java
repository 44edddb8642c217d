package io.vfio4j.distribution.serve;

import io.vfio4j.core.limit.LimitedCall;
import io.vfio4j.core.limit.NotReturned;
import io.vfio4j.core.limit.Uninterrupted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * Ends the process cleanly and with 0 when it is asked to by SIGTERM or SIGINT, which for a server
 * is no failure. Left to itself the JVM would end with 128 and the signal's number.
 *
 * <p>Closed before a signal came, it leaves the process as it was.
 */
final class ExitOnSignal implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.vfio4j.serve");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final LimitedCall<Boolean> cleanUp;
  private final Thread hook;

  private ExitOnSignal(LimitedCall<Boolean> cleanUp) {
    this.cleanUp = cleanUp;
    this.hook = new Thread(this::end, "vfio4j end");
  }

  /**
   * From now on a signal ends the process.
   *
   * @param cleanUp what is done first, on a thread of its own; answers whether all is clean
   */
  static ExitOnSignal after(Callable<Boolean> cleanUp) {
    ExitOnSignal exit = new ExitOnSignal(new LimitedCall<>("vfio4j clean-up", cleanUp, () -> {}));
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
  }

  /** Waits for the signal, whoever interrupts. Does not return. */
  void await() {
    Uninterrupted.await(new CountDownLatch(1), FOR_EVER);
  }

  /** A device that does not let go must not keep the process: then it is a failure. */
  private void end() {
    int code = 1;
    try {
      code = cleanUp.within(PATIENCE) ? 0 : 1;
    } catch (NotReturned | ExecutionException e) {
      LOG.log(Level.ERROR, "the end is not a clean one", e);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  /** Does not return if the signal has come. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // A signal came first: the hook ends the process, with the exit code of that.
      await();
    }
  }
}
