package io.vfio4j.core.vmm.session;

import io.vfio4j.core.limit.Uninterrupted;
import io.vfio4j.core.linux.CallingThread;
import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.Setback;
import io.vfio4j.core.linux.UnixSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves the clients of a socket one after another, on a thread that is there while a client has
 * something to say, and else is not, unless it is one of the few that may sleep ({@link
 * IdleSockets}).
 *
 * <pre>
 *            a client comes              it is quiet
 *   no client ------------> a thread ------------------> no thread
 *       ^                    serves  <------------------ a client
 *       |                       |        it goes on
 *       +-----------------------+
 *               it goes
 * </pre>
 */
final class Attendance {
  private static final System.Logger LOG = System.getLogger(DeviceServer.class.getName());

  /** Before the next try after a client could not be accepted, or a thread not be had. */
  private static final long PAUSE_MILLIS = 100;

  private final ServedDevice served;
  private final UnixSocket listener;
  private final IdleSockets idle;
  private final Duration poll;
  private final Duration quiet;
  private final Setback workFailed;
  private final Setback sessionFailed;
  private final Setback endFailed;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /** Written by the thread that serves. */
  private volatile @Nullable Visit visit;

  Attendance(
      ServedDevice served, UnixSocket listener, IdleSockets idle, Duration poll, Duration quiet) {
    this.served = served;
    this.listener = listener;
    this.idle = idle;
    this.poll = poll;
    this.quiet = quiet;
    this.workFailed = new Setback(LOG, served.name() + ": clients cannot be served for now");
    this.sessionFailed = new Setback(LOG, served.name() + ": the session failed");
    this.endFailed = new Setback(LOG, served.name() + ": the session's end failed");
  }

  /** Waits for the first client. */
  void begin() {
    idle.whenReadable(listener, this::wake);
  }

  /**
   * There is work. On the thread of all idle sockets, which goes nowhere without a thread to give
   * it to: nobody else would get one either.
   */
  private void wake() {
    while (!startThread() && !ending()) {
      pause();
    }
  }

  private boolean startThread() {
    try {
      new CallingThread("vfio4j " + served.name(), this::run).start();
      return true;
    } catch (Throwable e) {
      complain("there is no thread for a client", e, "allow this user more processes (ulimit -u)");
      return false;
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      try {
        more = work();
        if (more && rest()) {
          return;
        }
      } catch (Throwable e) {
        workFailed.bear(e);
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
    return visit != null || !ending();
  }

  private boolean ending() {
    return stopping.getCount() == 0 || served.retirement().retired();
  }

  /** False when the listening socket was shut down. */
  private boolean welcome() {
    try {
      Optional<UnixSocket> client = listener.accept();
      client.ifPresent(this::visit);
      return client.isPresent();
    } catch (IllegalStateException closed) {
      return false;
    } catch (LinuxException e) {
      complain("cannot accept a client", e, "if it is EMFILE, allow more open files (ulimit -n)");
      pause();
      return true;
    }
  }

  private void visit(UnixSocket socket) {
    try {
      visit = new Visit(served, socket, poll, quiet);
    } catch (Throwable e) {
      socket.close();
      throw e;
    }
  }

  /** Serves the client; whether it stays. Whatever a session ends in, the next client is served. */
  private boolean attend(Visit current) {
    boolean patiently = idle.maySleep();
    try {
      if (!ending() && current.serve(patiently)) {
        return true;
      }
    } catch (Throwable e) {
      sessionFailed.tell(e);
    } finally {
      if (patiently) {
        idle.wakeForGood();
      }
    }
    try {
      current.close();
    } catch (Throwable e) {
      endFailed.tell(e);
    }
    return false;
  }

  private void complain(String what, Throwable why, String cure) {
    try {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s: %s, will try again: %s; %s".formatted(served.name(), what, why.getMessage(), cure));
    } catch (Throwable untold) {
      // It is tried again all the same.
    }
  }

  private void pause() {
    try {
      stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Then it is tried again at once.
    }
  }

  /** There is no further client, and this one goes. Any thread. */
  void stop() {
    stopping.countDown();
    if (!listener.descriptor().isClosed()) {
      listener.shutdown();
    }
    Visit current = visit;
    if (current != null) {
      current.end();
    }
  }

  /** Waits until nobody is served any more; false if that takes too long. */
  boolean ended(Duration most) {
    return Uninterrupted.await(over, most);
  }
}
