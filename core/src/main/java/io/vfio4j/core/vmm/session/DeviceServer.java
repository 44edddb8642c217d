package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.linux.UnixSocket;
import java.time.Duration;

/**
 * Serves one device on one socket, to one client after another.
 *
 * <p>A second client waits in the socket's backlog until the first has gone. While there is no
 * client there is no thread, nor while it says nothing, but for a few in all ({@link IdleSockets});
 * with the next message comes a new one.
 */
public final class DeviceServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DeviceServer.class.getName());

  /** More than all that a session waits for at its end. */
  public static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final ServedDevice served;
  private final UnixSocket listener;
  private final Attendance attendance;
  private volatile boolean started;

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
    this.attendance = new Attendance(served, listener, idle, poll, quiet);
  }

  /** Starts to serve. */
  public void start() {
    attendance.begin();
    started = true;
    served.retirement().whenRetired(_ -> retire());
  }

  /**
   * Plugin code does not let go of the device: there is no further client, and what is left of this
   * one is out of the plugin's reach. The session's thread is left behind; should it get out of the
   * plugin after all, it cleans up as at any end.
   */
  private void retire() {
    served.memory().end();
    attendance.stop();
    listener.close();
    served.worker().abandon();
    served.memory().detach();
  }

  /** There is no further client, and this one goes; {@link #ended} waits for that. */
  public void stop() {
    attendance.stop();
  }

  /**
   * Waits until the session has ended and the device is closed, after {@link #stop}.
   *
   * @return false if it has not by then
   */
  public boolean ended(Duration most) {
    boolean ended = !started || served.retirement().retired() || attendance.ended(most);
    if (!ended) {
      LOG.log(
          System.Logger.Level.ERROR, served.name() + ": the device does not let its thread end");
    }
    return ended;
  }

  /** Ends the session, closes the device and the socket. The socket's file stays. */
  @Override
  public void close() {
    stop();
    ended(LONGEST_END);
    listener.close();
  }
}
