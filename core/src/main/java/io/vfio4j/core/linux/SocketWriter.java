package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * Sends whole messages on one connection; messages of several threads do not mix.
 *
 * <p>A message goes out with one sendmsg(2) if the kernel has room for it, else in as few pieces as
 * possible, and all of it within the timeout once it has to wait. {@link PeerGone} says that the
 * peer closed or did not read in time. After any exception part of the message may be sent, so the
 * connection is of no more use. Segments must stay alive until the call returns.
 */
public final class SocketWriter {
  private static final int FLAGS = SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT;

  private final Descriptor descriptor;
  private final long timeout;
  private final SocketMessage message = new SocketMessage(SocketMessage.MOST_DESCRIPTORS);

  /**
   * @param timeout for how long a message may wait in all for a peer that does not read
   */
  public SocketWriter(UnixSocket socket, Duration timeout) {
    this.descriptor = socket.descriptor();
    this.timeout = timeout.toNanos();
  }

  public void send(MemorySegment bytes, long offset, long length) {
    send(bytes, offset, length, List.of());
  }

  /** With the descriptors on the first byte; they stay the caller's. At most 253. */
  public synchronized void send(
      MemorySegment bytes, long offset, long length, List<Descriptor> descriptors) {
    message.vector(0, NativeRange.readable(bytes, offset, length), length);
    message.vector(1, 0, 0);
    send(1, length, descriptors);
  }

  /** A message in two places: a header and, straight from a mapping, what follows it. */
  public synchronized void send(
      MemorySegment head,
      long headOffset,
      long headLength,
      MemorySegment body,
      long bodyOffset,
      long bodyLength) {
    message.vector(0, NativeRange.readable(head, headOffset, headLength), headLength);
    message.vector(1, NativeRange.readable(body, bodyOffset, bodyLength), bodyLength);
    send(2, Math.addExact(headLength, bodyLength), List.of());
  }

  private void send(int vectors, long length, List<Descriptor> descriptors) {
    if (descriptors.size() > SocketMessage.MOST_DESCRIPTORS) {
      throw new IllegalArgumentException("too many descriptors: " + descriptors.size());
    }
    if (length == 0 && !descriptors.isEmpty()) {
      throw new IllegalArgumentException("descriptors need a byte to travel with");
    }
    message.vectors(vectors);
    int held = 0;
    try {
      for (; held < descriptors.size(); held++) {
        message.descriptor(held, descriptors.get(held).hold());
      }
      message.sendControl(held);
      transmit(length);
    } finally {
      while (held > 0) {
        descriptors.get(--held).release();
      }
    }
  }

  private void transmit(long length) {
    int socket = descriptor.hold();
    try {
      long left = length;
      long deadline = 0;
      while (left > 0) {
        long sent = SocketCalls.sendmsg(socket, message.address(), FLAGS);
        if (sent > 0) {
          left -= sent;
          message.advance(sent);
        } else if (sent == -ErrnoTable.EAGAIN) {
          deadline = deadline == 0 ? System.nanoTime() + timeout : deadline;
          awaitRoom(socket, deadline);
        } else if (sent != -ErrnoTable.EINTR) {
          throw failure((int) -sent);
        }
      }
    } finally {
      descriptor.release();
    }
  }

  private void awaitRoom(int socket, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0 || !Readiness.await(socket, EventCalls.POLLOUT, left)) {
      throw new PeerGone("sendmsg", ErrnoTable.ETIMEDOUT, "the peer does not read");
    }
  }

  private static LinuxException failure(int errno) {
    return switch (errno) {
      case ErrnoTable.EPIPE, ErrnoTable.ECONNRESET -> new PeerGone("sendmsg", errno, "");
      default -> LinuxException.of("sendmsg", errno);
    };
  }
}
