package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.UnixSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves one device on one socket, to one client after another.
 *
 * <p>A second client waits in the socket's backlog until the first has gone. While there is no
 * client, or it says nothing, there is no thread; with the next message comes a new one.
 */
public final class DeviceServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DeviceServer.class.getName());

  /** Before the next try after a client could not be accepted, or a thread not be had. */
  private static final long PAUSE_MILLIS = 100;

  /** More than all that a session waits for at its end. */
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final ServedDevice served;
  private final UnixSocket listener;
  private final IdleSockets idle;
  private final Duration poll;
  private final Duration quiet;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile CountDownLatch over = new CountDownLatch(0);

  /** Written by the thread that serves. */
  private volatile @Nullable Visit visit;

  /** One that does not poll. */
  public DeviceServer(ServedDevice served, UnixSocket listener, IdleSockets idle) {
    this(served, listener, idle, Duration.ZERO);
  }

  /**
   * @param served the device; stays the caller's
   * @param listener where clients come; closed with the server
   * @param idle where sockets wait; may be shared, and is closed after this
   * @param poll how long to ask a client's socket for the next message before sleeping
   */
  public DeviceServer(ServedDevice served, UnixSocket listener, IdleSockets idle, Duration poll) {
    this(served, listener, idle, poll, Limits.QUIET);
  }

  /** For tests that do not want to wait for long until a client counts as quiet. */
  DeviceServer(
      ServedDevice served, UnixSocket listener, IdleSockets idle, Duration poll, Duration quiet) {
    this.served = served;
    this.listener = listener;
    this.idle = idle;
    this.poll = poll;
    this.quiet = quiet;
  }

  /** Starts to serve. */
  public void start() {
    over = new CountDownLatch(1);
    idle.whenReadable(listener, this::wake);
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

  /** On the thread of all idle sockets. */
  private void wake() {
    Thread thread =
        Thread.ofPlatform().daemon().name("vfio4j " + served.name()).unstarted(this::run);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      complain("there is no thread for a client", e, "allow this user more processes (ulimit -u)");
      pause();
      rest();
    }
  }

  private void run() {
    while (work()) {
      if (rest()) {
        return;
      }
    }
    over.countDown();
  }

  /** Gives the thread up until there is work; false if that cannot be. */
  private boolean rest() {
    Visit current = visit;
    try {
      idle.whenReadable(current == null ? listener : current.socket(), this::wake);
      return true;
    } catch (IllegalStateException closed) {
      return false;
    } catch (LinuxException e) {
      complain("cannot wait for a client", e, "see fs.epoll.max_user_watches");
      return false;
    }
  }

  /** Does what there is to do; whether more may come. */
  private boolean work() {
    if (visit == null && !welcome()) {
      return false;
    }
    Visit current = visit;
    if (current != null && !attend(current)) {
      visit = null;
    }
    return visit != null || !stopping();
  }

  private boolean stopping() {
    return closing.getCount() == 0 || served.retirement().retired();
  }

  /** False when the listening socket was shut down. */
  private boolean welcome() {
    try {
      Optional<UnixSocket> client = listener.accept();
      client.ifPresent(socket -> visit = new Visit(served, socket, poll, quiet));
      return client.isPresent();
    } catch (IllegalStateException closed) {
      return false;
    } catch (LinuxException e) {
      complain("cannot accept a client", e, "if it is EMFILE, allow more open files (ulimit -n)");
      pause();
      return true;
    }
  }

  /** Serves the client; whether it stays. Whatever a session ends in, the next client is served. */
  private boolean attend(Visit current) {
    try {
      if (!stopping() && current.serve()) {
        return true;
      }
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, served.name() + ": the session failed", e);
    }
    try {
      current.close();
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, served.name() + ": the session's end failed", e);
    }
    return false;
  }

  private void complain(String what, Throwable why, String cure) {
    LOG.log(
        System.Logger.Level.WARNING,
        "%s: %s, will try again: %s; %s".formatted(served.name(), what, why.getMessage(), cure));
  }

  private void pause() {
    try {
      if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // Then it is tried again at once.
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
    Visit current = visit;
    if (current != null) {
      current.end();
    }
  }

  private boolean ended() {
    try {
      return over.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
