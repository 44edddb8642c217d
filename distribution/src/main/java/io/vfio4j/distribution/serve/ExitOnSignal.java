package io.vfio4j.distribution.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Ends the process cleanly and with 0 when it is asked to by SIGTERM or SIGINT, which for a server
 * is no failure. Left to itself the JVM would end with 128 and the signal's number.
 *
 * <p>Closed before a signal came, it leaves the process as it was.
 */
final class ExitOnSignal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Runnable cleanUp;
  private final Thread hook;

  private ExitOnSignal(Runnable cleanUp) {
    this.cleanUp = cleanUp;
    this.hook = new Thread(this::end, "vfio4j end");
  }

  /**
   * From now on a signal ends the process.
   *
   * @param cleanUp what is done first, on a thread of its own
   */
  static ExitOnSignal after(Runnable cleanUp) {
    ExitOnSignal exit = new ExitOnSignal(cleanUp);
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
  }

  /** Waits for the signal. Does not return. */
  void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** A device that does not let go must not keep the process: then it is a failure. */
  private void end() {
    Thread cleaning = Thread.ofPlatform().daemon().start(cleanUp);
    boolean clean = false;
    try {
      clean = cleaning.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(clean ? 0 : 1);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // A signal came first: the hook ends the process.
    }
  }
}
