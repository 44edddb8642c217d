package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.ReceivedDescriptors;
import io.vfio4j.core.linux.SocketReader;
import io.vfio4j.core.linux.SocketWriter;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * A connected client's socket and its owner.
 *
 * <p>One thread receives; any thread sends, each message as a whole, or shuts down.
 */
public final class Connection implements Inlet, AutoCloseable {
  private static final long UNREAD = 4 << 10;

  private final UnixSocket socket;
  private final SocketReader reader;
  private final SocketWriter writer;
  private final long pollNanos;
  private final ReceivedDescriptors received = new ReceivedDescriptors();

  /** One that waits for bytes in the kernel at once. */
  public Connection(UnixSocket socket, Duration sendTimeout) {
    this(socket, sendTimeout, Duration.ZERO);
  }

  /**
   * @param sendTimeout how long a message may wait in all for a client that does not read
   * @param poll how long to ask for bytes again and again before waiting in the kernel
   */
  public Connection(UnixSocket socket, Duration sendTimeout, Duration poll) {
    this.socket = socket;
    this.pollNanos = poll.toNanos();
    this.reader = new SocketReader(socket);
    this.writer = new SocketWriter(socket, sendTimeout);
  }

  @Override
  public int receive(MemorySegment buffer, long offset, long length) {
    int polled = pollNanos == 0 ? SocketReader.NOTHING_YET : poll(buffer, offset, length);
    return polled == SocketReader.NOTHING_YET
        ? reader.receive(buffer, offset, length, received)
        : polled;
  }

  @Override
  public int receive(FileRange range) {
    return reader.receive(range, received);
  }

  /** To be woken up costs a thread more than a short time of asking. */
  private int poll(MemorySegment buffer, long offset, long length) {
    long start = System.nanoTime();
    int polled;
    do {
      polled = reader.receiveNow(buffer, offset, length, received);
    } while (polled == SocketReader.NOTHING_YET && System.nanoTime() - start < pollNanos);
    return polled;
  }

  @Override
  public boolean descriptorsLost() {
    return received.lost();
  }

  @Override
  public List<Descriptor> takeDescriptors() {
    return received.take();
  }

  /**
   * Sends one message. If it cannot be sent as a whole the connection is shut down, since nothing
   * behind half a message would be understood.
   *
   * @param descriptors go with the first byte and stay the caller's
   * @throws io.vfio4j.core.linux.PeerGone if the client has gone or does not read
   */
  public void send(MemorySegment bytes, long length, List<Descriptor> descriptors) {
    try {
      if (descriptors.isEmpty()) {
        writer.send(bytes, 0, length);
      } else {
        writer.send(bytes, 0, length, descriptors);
      }
    } catch (RuntimeException e) {
      shutdown();
      throw e;
    }
  }

  /** The same for a message whose body is in a file's memory. */
  public void send(MemorySegment head, long headLength, FileRange body) {
    try {
      writer.send(head, headLength, body);
    } catch (RuntimeException e) {
      shutdown();
      throw e;
    }
  }

  /** Ends both directions: a thread that waits in {@link #receive} gets the end of the stream. */
  public void shutdown() {
    try {
      socket.shutdown();
    } catch (IllegalStateException alreadyClosed) {
      // Then both directions have ended.
    }
  }

  /**
   * What the client sent and nobody received is taken first: the kernel would close descriptors in
   * it, and wait for what they wait for.
   */
  @Override
  public void close() {
    shutdown();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment unread = arena.allocate(UNREAD);
      while (reader.receiveNow(unread, 0, UNREAD, received) > 0) {
        received.close();
      }
    } catch (IllegalStateException | LinuxException e) {
      // It is closed already, or there is nothing more to be had.
    }
    received.close();
    socket.close();
  }
}
