package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.SystemCalls;
import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.transport.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves one device on one socket, to one client after another, on a thread of its own.
 *
 * <p>A second client waits in the socket's backlog until the first has gone.
 */
public final class DeviceServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DeviceServer.class.getName());

  /** Before the next try after a client could not be accepted. */
  private static final long PAUSE_MILLIS = 100;

  /** More than all that a session waits for at its end. */
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final ServedDevice served;
  private final UnixSocket listener;
  private final Duration poll;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Connection current;

  /** One that does not poll. */
  public DeviceServer(ServedDevice served, UnixSocket listener) {
    this(served, listener, Duration.ZERO);
  }

  /**
   * @param served the device; stays the caller's
   * @param listener where clients come; closed with the server
   * @param poll how long to ask a client's socket for the next message before sleeping
   */
  public DeviceServer(ServedDevice served, UnixSocket listener, Duration poll) {
    this.served = served;
    this.listener = listener;
    this.poll = poll;
    this.thread =
        Thread.ofPlatform().daemon().name("vfio4j " + served.name()).unstarted(this::acceptAll);
  }

  /** Starts to serve. */
  public void start() {
    thread.start();
    served.retirement().whenRetired(_ -> retire());
  }

  /**
   * Plugin code does not let go of the device: there is no further client, and what is left of this
   * one is out of the plugin's reach. The session's thread is left behind; should it get out of the
   * plugin after all, it cleans up as at any end.
   */
  private void retire() {
    served.memory().end();
    disconnect();
    listener.close();
    served.worker().abandon();
    served.memory().detach();
  }

  private void acceptAll() {
    boolean open = true;
    while (open && closing.getCount() > 0 && !served.retirement().retired()) {
      open = acceptOne();
    }
  }

  private boolean acceptOne() {
    try {
      Optional<UnixSocket> client = listener.accept();
      client.ifPresent(this::serve);
      return client.isPresent();
    } catch (IllegalStateException closed) {
      return false;
    } catch (LinuxException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          served.name()
              + ": cannot accept a client, will try again: "
              + e.getMessage()
              + "; if it is EMFILE, allow this process more open files (ulimit -n)");
      return !closingWithin(PAUSE_MILLIS);
    }
  }

  private boolean closingWithin(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Whatever a session ends in, the next client is served. */
  private void serve(UnixSocket client) {
    LOG.log(System.Logger.Level.DEBUG, () -> served.name() + ": a client has come");
    try (Connection connection = new Connection(client, Limits.SEND_TIMEOUT, poll)) {
      current = connection;
      if (closing.getCount() > 0) {
        serve(connection);
      }
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, served.name() + ": the session failed", e);
    } finally {
      current = null;
    }
  }

  private void serve(Connection connection) {
    long callsBefore = SystemCalls.ofThisThread();
    try (ClientSession session = new ClientSession(served, connection)) {
      session.serve();
      long calls = SystemCalls.ofThisThread() - callsBefore;
      LOG.log(
          System.Logger.Level.DEBUG,
          () ->
              "%s: the client has gone after %d messages and %d system calls"
                  .formatted(served.name(), session.messages(), calls));
    }
  }

  /** Ends the session, closes the device and the socket. The socket's file stays. */
  @Override
  public void close() {
    disconnect();
    if (!served.retirement().retired() && !ended()) {
      LOG.log(
          System.Logger.Level.ERROR, served.name() + ": the device does not let its thread end");
    }
    listener.close();
  }

  private void disconnect() {
    closing.countDown();
    if (!listener.descriptor().isClosed()) {
      listener.shutdown();
    }
    Connection connection = current;
    if (connection != null) {
      connection.shutdown();
    }
  }

  private boolean ended() {
    try {
      return !thread.isAlive() || thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
