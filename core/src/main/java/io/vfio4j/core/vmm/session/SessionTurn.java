package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.transport.Frame;
import io.vfio4j.core.vmm.transport.FrameReader;
import io.vfio4j.core.vmm.transport.FrameReader.Arrival;

/**
 * A client's requests for as long as they come, on one thread: all that takes room while a client
 * is served, and none while it says nothing.
 */
final class SessionTurn implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionTurn.class.getName());

  private final ClientState state;
  private final CommandTable table;
  private final FrameReader frames;
  private final Header header = new Header();
  private final Request request;
  private final Reply reply = new Reply();
  private long messages;

  /** Made, used and closed by one thread. */
  SessionTurn(ClientState state) {
    this.state = state;
    this.table = new CommandTable(state);
    this.frames = new FrameReader(state.connection(), Limits.LONGEST_FRAME, table.places());
    this.request = new Request(frames.frame());
  }

  /** How many messages came so far. */
  long messages() {
    return messages;
  }

  /**
   * Serves the client; whether it is still there, but has been quiet for a while.
   *
   * @throws PeerGone if it has gone, or does not read
   */
  boolean serve() {
    Arrival arrival = frames.next();
    while (arrival == Arrival.FRAME && take(frames.frame())) {
      arrival = frames.next();
    }
    switch (arrival) {
      case TOO_LONG -> refuse(frames.frame());
      case BROKEN -> logBroken();
      case FRAME, END, QUIET -> {}
    }
    return arrival == Arrival.QUIET;
  }

  /**
   * Until client and server have agreed on a version nothing else is served, and nothing fails
   * twice.
   */
  private boolean take(Frame frame) {
    messages++;
    header.wrap(frame.buffer(), frame.start(), Header.SIZE);
    if (header.reply()) {
      state.dma().deliver(frame);
    } else {
      carryOut();
    }
    return state.negotiation().done();
  }

  private void carryOut() {
    try {
      long payload = handler().handle(request, reply);
      if (!header.noReply()) {
        reply.send(state.connection(), header.id(), header.command(), payload);
      }
    } catch (PeerGone e) {
      throw e;
    } catch (Throwable e) {
      fail(state.faults().errno("command " + header.command(), e));
    } finally {
      reply.discard();
    }
  }

  private Handler handler() {
    boolean inTurn = state.negotiation().done() || header.command() == Command.VERSION;
    if (!header.request() || !inTurn) {
      throw VfioException.refused(Errno.EINVAL, "no request, or before VERSION");
    }
    return table.handler(header.command());
  }

  private void fail(Errno errno) {
    if (!header.noReply()) {
      reply.sendError(state.connection(), header.id(), header.command(), errno);
    }
  }

  private void refuse(Frame frame) {
    header.wrap(frame.buffer(), frame.start(), Header.SIZE);
    if (header.request()) {
      fail(Errno.EINVAL);
    }
    logBroken();
  }

  private void logBroken() {
    LOG.log(
        System.Logger.Level.WARNING,
        () ->
            state.name()
                + ": the client is dropped, since it sent what is no message of vfio-user");
  }

  @Override
  public void close() {
    table.close();
    frames.close();
    reply.close();
  }
}
