package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.transport.Connection;
import io.vfio4j.core.vmm.transport.Frame;
import io.vfio4j.core.vmm.transport.FrameReader;

/**
 * One client, from its first message to its end.
 *
 * <p>Requests are carried out in the order in which they come, on the thread that calls {@link
 * #serve}, and each is answered unless it says that it must not be.
 */
public final class ClientSession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

  private final String name;
  private final Connection connection;
  private final Negotiation negotiation = new Negotiation();
  private final Faults faults;
  private final ClientDma dma;
  private final Lease lease;
  private final CommandTable table;
  private final FrameReader frames;
  private final Header header = new Header();
  private final Request request;
  private final Reply reply = new Reply();
  private long messages;

  /**
   * Made, used and closed by one thread.
   *
   * @param connection shut down at the end, and closed by its owner
   */
  public ClientSession(ServedDevice served, Connection connection) {
    this.name = served.name();
    this.connection = connection;
    this.faults = new Faults(name);
    this.dma = new ClientDma(connection, negotiation);
    this.lease = new Lease(served, dma, faults);
    this.table = new CommandTable(served, lease, negotiation);
    this.frames = new FrameReader(connection, Limits.LONGEST_FRAME, table.places());
    this.request = new Request(frames.frame());
  }

  /** How many messages came so far, for the thread that serves. */
  long messages() {
    return messages;
  }

  /** Serves the client until it goes, or has to. */
  public void serve() {
    try {
      boolean more = true;
      while (more) {
        more =
            switch (frames.next()) {
              case FRAME -> take(frames.frame());
              case TOO_LONG -> refuse(frames.frame());
              case BROKEN -> broken();
              case END -> false;
            };
      }
    } catch (PeerGone e) {
      LOG.log(System.Logger.Level.DEBUG, () -> name + ": the client has gone: " + e.getMessage());
    }
  }

  /**
   * Until client and server have agreed on a version nothing else is served, and nothing fails
   * twice.
   */
  private boolean take(Frame frame) {
    messages++;
    header.wrap(frame.buffer(), frame.start(), Header.SIZE);
    if (header.reply()) {
      dma.deliver(frame);
    } else {
      carryOut();
    }
    return negotiation.done();
  }

  private void carryOut() {
    try {
      long payload = handler().handle(request, reply);
      if (!header.noReply()) {
        reply.send(connection, header.id(), header.command(), payload);
      }
    } catch (PeerGone e) {
      throw e;
    } catch (Throwable e) {
      fail(faults.errno("command " + header.command(), e));
    } finally {
      reply.discard();
    }
  }

  private Handler handler() {
    boolean inTurn = negotiation.done() || header.command() == Command.VERSION;
    if (!header.request() || !inTurn) {
      throw VfioException.refused(Errno.EINVAL, "no request, or before VERSION");
    }
    return table.handler(header.command());
  }

  private void fail(Errno errno) {
    if (!header.noReply()) {
      reply.sendError(connection, header.id(), header.command(), errno);
    }
  }

  private boolean refuse(Frame frame) {
    header.wrap(frame.buffer(), frame.start(), Header.SIZE);
    if (header.request()) {
      fail(Errno.EINVAL);
    }
    return broken();
  }

  private boolean broken() {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> name + ": the client is dropped, since it sent what is no message of vfio-user");
    return false;
  }

  /** Undoes everything that the client did, and ends its connection. */
  @Override
  public void close() {
    connection.shutdown();
    lease.close();
    table.close();
    frames.close();
    reply.close();
  }
}
