package io.vfio4j.testkit.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.SocketWriter;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages to and from one server.
 *
 * <p>A thread of its own receives, so that requests of the server are served at any time, as a
 * VMM's main loop does. The methods here are for one thread at a time. None waits longer than the
 * connection's timeout.
 *
 * @since 0.1
 */
public final class Connection implements AutoCloseable {
  private static final int IDS = 0x7fff;

  private final UnixSocket socket;
  private final SocketWriter writer;
  private final Duration timeout;
  private final Inbox inbox = new Inbox();
  private final AtomicInteger nextId = new AtomicInteger();
  private final Thread receiver;

  Connection(UnixSocket socket, Duration timeout, DmaServer dma) {
    this.socket = socket;
    this.timeout = timeout;
    this.writer = new SocketWriter(socket, timeout);
    this.receiver = Thread.ofPlatform().daemon().name("vfio-user-client").unstarted(() -> run(dma));
    receiver.start();
  }

  private void run(DmaServer dma) {
    MessageReader reader = new MessageReader(socket);
    try {
      Optional<Message> message = reader.next();
      while (message.isPresent()) {
        receive(message.get(), dma);
        message = reader.next();
      }
      inbox.end("the server closed the connection");
    } catch (ConnectionLost | LinuxException | IllegalStateException e) {
      inbox.end(String.valueOf(e.getMessage()));
      shutdown();
    }
  }

  private void receive(Message message, DmaServer dma) {
    if (message.isReply()) {
      inbox.put(message);
    } else {
      message.closeDescriptors();
      dma.serve(message).ifPresent(this::sendBytes);
    }
  }

  /**
   * Sends a request and waits for its reply.
   *
   * @param command see {@link Command}
   * @param payload what follows the header
   * @param descriptors to send along; they stay the caller's
   * @return the reply; descriptors that came with it are the caller's
   * @throws VfioUserError if it is an error
   * @throws ConnectionLost if there is none within the timeout, or it is an error with more behind
   *     it than the client has room for
   */
  public Message request(int command, byte[] payload, Descriptor... descriptors) {
    Message reply = exchange(command, payload, descriptors);
    if (reply.isError()) {
      reply.closeDescriptors();
      ReplyRoom.check(command, payload, reply);
      throw new VfioUserError(command, reply.error());
    }
    return reply;
  }

  /** The same for a reply that brings no descriptors: those that come nevertheless are closed. */
  Message ask(int command, byte[] payload, Descriptor... descriptors) {
    Message reply = request(command, payload, descriptors);
    reply.closeDescriptors();
    return reply;
  }

  /** The same, but an error is a reply like any other. */
  public Message exchange(int command, byte[] payload, Descriptor... descriptors) {
    int id = send(command, 0, payload, descriptors);
    Message reply = next();
    if (reply.id() != id || reply.command() != command) {
      reply.closeDescriptors();
      throw new ConnectionLost(
          "reply %d to command %d, where reply %d to command %d was due"
              .formatted(reply.id(), reply.command(), id, command));
    }
    return reply;
  }

  /** Sends a request that wants no reply, which may not even be answered with an error. */
  public void post(int command, byte[] payload) {
    send(command, Message.NO_REPLY, payload);
  }

  /**
   * Sends a request and does not wait.
   *
   * @return its id
   */
  public int send(int command, int flags, byte[] payload, Descriptor... descriptors) {
    int id = nextId.getAndIncrement() & IDS;
    sendBytes(Message.bytes(id, command, flags, 0, payload), descriptors);
    return id;
  }

  /**
   * Sends bytes as they are: a part of a message, several, or none that makes sense.
   *
   * @throws ConnectionLost if the server takes nothing any more; why nothing came from it either
   *     says more than an errno
   */
  public void sendBytes(byte[] bytes, Descriptor... descriptors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(JAVA_BYTE, bytes);
      writer.send(segment, 0, bytes.length, List.of(descriptors));
    } catch (LinuxException e) {
      String here = "the server takes nothing any more: " + e.getMessage();
      throw new ConnectionLost(inbox.endReason().orElse(here));
    }
  }

  /**
   * Waits for the next reply, whatever it answers.
   *
   * @throws ConnectionLost if there is none within the timeout
   */
  public Message next() {
    return inbox.take(timeout);
  }

  /** Waits until the server has closed; false if it has not within the timeout. */
  public boolean awaitEnd() {
    return inbox.awaitEnd(timeout);
  }

  /** Closes, without a word, as VMMs do. */
  @Override
  public void close() {
    shutdown();
    try {
      receiver.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    socket.close();
    inbox.close();
  }

  private void shutdown() {
    try {
      socket.shutdown();
    } catch (IllegalStateException alreadyClosed) {
      // Then it is shut down as well.
    }
  }
}
