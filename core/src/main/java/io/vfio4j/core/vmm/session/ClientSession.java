package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.linux.SystemCalls;
import io.vfio4j.core.vmm.transport.Connection;

/**
 * One client, from its first message to its end.
 *
 * <p>Requests are carried out in the order in which they come, on the thread that calls {@link
 * #serve}, and each is answered unless it says that it must not be.
 */
public final class ClientSession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

  private final ClientState state;
  private ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private long messages;
  private long systemCalls;

  /**
   * For one thread at a time.
   *
   * @param connection shut down at the end, and closed by its owner
   */
  public ClientSession(ServedDevice served, Connection connection) {
    this.state = ClientState.of(served, connection);
  }

  /** How many messages came so far. */
  long messages() {
    return messages;
  }

  /** How many system calls they took. */
  long systemCalls() {
    return systemCalls;
  }

  /**
   * Serves the client until it goes, or has to, or says nothing for as long as its connection
   * waits.
   *
   * @return whether it is still there, and this is to be called again once it says something, on
   *     this or another thread
   */
  public boolean serve() {
    // The plugin's, from the device's opening on; the thread may be another one each time.
    Thread.currentThread().setContextClassLoader(loader);
    long callsBefore = SystemCalls.ofThisThread();
    state.dma().answeredBy(Thread.currentThread());
    try (SessionTurn turn = new SessionTurn(state)) {
      return serve(turn);
    } finally {
      systemCalls += SystemCalls.ofThisThread() - callsBefore;
      loader = Thread.currentThread().getContextClassLoader();
    }
  }

  private boolean serve(SessionTurn turn) {
    try {
      return turn.serve();
    } catch (PeerGone e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> state.name() + ": the client has gone: " + e.getMessage());
      return false;
    } finally {
      messages += turn.messages();
    }
  }

  /** Undoes everything that the client did, and ends its connection. */
  @Override
  public void close() {
    state.connection().shutdown();
    state.lease().close();
  }
}
