package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.transport.Connection;
import java.time.Duration;

/**
 * A client's socket and its session. For one thread at a time, but that any may {@link #end} it.
 */
final class Visit implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DeviceServer.class.getName());

  private final String name;
  private final UnixSocket socket;
  private final Duration quiet;
  private final Connection connection;
  private final ClientSession session;

  /** With the socket, which is closed with this. */
  Visit(ServedDevice served, UnixSocket socket, Duration poll, Duration quiet) {
    this.name = served.name();
    this.socket = socket;
    this.quiet = quiet;
    this.connection = new Connection(socket, Limits.SEND_TIMEOUT, poll);
    this.session = new ClientSession(served, connection);
    LOG.log(System.Logger.Level.DEBUG, () -> name + ": a client has come");
  }

  /** Readable when there is something to do. */
  UnixSocket socket() {
    return socket;
  }

  /**
   * Whether the client is still there, and has nothing to say for now.
   *
   * @param patiently until it goes, however long it has nothing to say
   */
  boolean serve(boolean patiently) {
    socket.receiveTimeout(patiently ? Duration.ZERO : quiet);
    return session.serve();
  }

  /** Has the session end, if it has not. */
  void end() {
    connection.shutdown();
  }

  @Override
  public void close() {
    try (connection) {
      session.close();
    }
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s: the client has gone after %d messages and %d system calls"
                .formatted(name, session.messages(), session.systemCalls()));
  }
}
