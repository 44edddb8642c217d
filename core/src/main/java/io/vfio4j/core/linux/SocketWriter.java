package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/**
 * Sends whole messages on one connection; messages of several threads do not mix.
 *
 * <p>A message goes out with one sendmsg(2) if the kernel has room for it, else in as few pieces as
 * possible, and all of it within the timeout once an attempt has left some of it. {@link PeerGone}
 * says that the peer closed or did not read in time. After any exception part of the message may be
 * sent, so the connection is of no more use. Segments must stay alive until the call returns.
 */
public final class SocketWriter {
  private static final int FLAGS = SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT;

  /** More than this a socket seldom has room for, so the peer has to read some of it first. */
  private static final long LONG = 128 << 10;

  /** How long one call may wait for room for the next 32 KiB: bounds a call for 1 MiB by 3.2 s. */
  private static final Duration MOST_PATIENCE = Duration.ofMillis(100);

  private final Descriptor descriptor;
  private final long timeout;
  private final SocketMessage message = new SocketMessage(SocketMessage.MOST_DESCRIPTORS);

  /**
   * @param timeout for how long a message may wait in all for a peer that does not read
   */
  public SocketWriter(UnixSocket socket, Duration timeout) {
    this.descriptor = socket.descriptor();
    this.timeout = timeout.toNanos();
    socket.sendTimeout(timeout.compareTo(MOST_PATIENCE) < 0 ? timeout : MOST_PATIENCE);
  }

  /** By send(2), which has no message header for the kernel to fetch. */
  public synchronized void send(MemorySegment bytes, long offset, long length) {
    long address = NativeRange.readable(bytes, offset, length);
    long sent = sendNow(address, length);
    if (sent < length) {
      message.vector(0, address + sent, length - sent);
      message.vector(1, 0, 0);
      send(1, length - sent, List.of());
    }
  }

  /** How many bytes went at once; what keeps the others the next attempt tells. */
  private long sendNow(long address, long length) {
    int socket = descriptor.hold();
    try {
      return Math.max(0, SocketCalls.send(socket, address, length, FLAGS));
    } finally {
      descriptor.release();
    }
  }

  /** With the descriptors on the first byte; they stay the caller's. At most 253. */
  public synchronized void send(
      MemorySegment bytes, long offset, long length, List<Descriptor> descriptors) {
    message.vector(0, NativeRange.readable(bytes, offset, length), length);
    message.vector(1, 0, 0);
    send(1, length, descriptors);
  }

  /** A message whose head is ours and whose body the kernel takes from a file's memory. */
  public synchronized void send(MemorySegment head, long headLength, FileRange body) {
    message.vector(0, NativeRange.readable(head, 0, headLength), headLength);
    body.file().hold();
    try {
      message.vector(1, body.address(), body.length());
      send(2, Math.addExact(headLength, body.length()), List.of());
    } finally {
      body.file().release();
    }
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
      long sent = SocketCalls.sendmsg(socket, message.address(), patience(length));
      if (sent < length) {
        transmitRest(socket, length, sent);
      }
    } finally {
      descriptor.release();
    }
  }

  /** No clock is read before it is needed. */
  private void transmitRest(int socket, long length, long firstAnswer) {
    long deadline = System.nanoTime() + timeout;
    long left = length - sent(socket, firstAnswer, deadline);
    while (left > 0) {
      long answer = SocketCalls.sendmsg(socket, message.address(), FLAGS);
      left -= sent(socket, answer, deadline);
    }
  }

  /** How many bytes an attempt has sent; if it found no room, there is some now. */
  private long sent(int socket, long answer, long deadline) {
    if (answer > 0) {
      message.advance(answer);
      return answer;
    }
    if (answer == -ErrnoTable.EAGAIN) {
      awaitRoom(socket, deadline);
    } else if (answer != -ErrnoTable.EINTR) {
      throw failure((int) -answer);
    }
    return 0;
  }

  /** The kernel waits for room itself, within the call that sends a long message. */
  private static int patience(long length) {
    return length > LONG ? SocketCalls.MSG_NOSIGNAL : FLAGS;
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
