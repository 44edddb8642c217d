package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Receives bytes and descriptors from one connection; for one thread at a time.
 *
 * <p>A receive is exactly one recvmsg(2). Linux may glue the bytes of several messages together,
 * but stops after a piece that carried descriptors: those of a receive belong to the last message
 * that begins in its bytes. The socket stays the caller's, who closes it.
 */
public final class SocketReader {
  /** What {@link #receive} returns at the end of the stream. */
  public static final int END_OF_STREAM = 0;

  /** What is returned when nothing has come yet: at once, or when the socket's timeout is over. */
  public static final int NOTHING_YET = -1;

  private static final long MOST_BYTES = 1 << 30;

  private final Descriptor descriptor;
  private final SocketMessage message;

  /** Where the message says to put bytes; most are received in the same place as the last. */
  private long place;

  private long room;

  public SocketReader(UnixSocket socket) {
    this(socket, SocketMessage.MOST_DESCRIPTORS);
  }

  /** With room for fewer descriptors than can come, so that a test can see some dropped. */
  SocketReader(UnixSocket socket, int descriptorRoom) {
    descriptor = socket.descriptor();
    message = new SocketMessage(descriptorRoom);
    message.vectors(1);
  }

  /**
   * Waits for bytes and puts up to {@code length} of them at {@code offset} of {@code buffer}.
   *
   * @param into gets the descriptors that came along; what it still held is closed
   * @return how many bytes, {@link #END_OF_STREAM} when the peer is gone or the socket shut down,
   *     or {@link #NOTHING_YET} after {@link UnixSocket#receiveTimeout}
   */
  public int receive(MemorySegment buffer, long offset, long length, ReceivedDescriptors into) {
    return receive(buffer, offset, length, into, SocketCalls.MSG_CMSG_CLOEXEC);
  }

  /** Like {@link #receive}, but returns {@link #NOTHING_YET} instead of waiting. */
  public int receiveNow(MemorySegment buffer, long offset, long length, ReceivedDescriptors into) {
    int flags = SocketCalls.MSG_CMSG_CLOEXEC | SocketCalls.MSG_DONTWAIT;
    return receive(buffer, offset, length, into, flags);
  }

  /** Waits until {@link #receiveNow} has something to say; false when the time is over. */
  public boolean awaitReadable(Duration timeout) {
    int held = descriptor.hold();
    try {
      return Readiness.await(held, EventCalls.POLLIN, timeout.toNanos());
    } finally {
      descriptor.release();
    }
  }

  /**
   * Like {@link #receive}, straight into a file's memory, and until that is full: the kernel waits
   * for the next piece of a long message sooner than we do. Less comes after the timeout, at the
   * end of the stream and where descriptors came along.
   */
  public int receive(FileRange range, ReceivedDescriptors into) {
    int flags = SocketCalls.MSG_CMSG_CLOEXEC | SocketCalls.MSG_WAITALL;
    range.file().hold();
    try {
      return receive(range.address(), range.length(), into, flags);
    } finally {
      range.file().release();
    }
  }

  private int receive(
      MemorySegment buffer, long offset, long length, ReceivedDescriptors into, int flags) {
    return receive(NativeRange.writable(buffer, offset, length), length, into, flags);
  }

  private int receive(long address, long length, ReceivedDescriptors into, int flags) {
    if (length <= 0) {
      throw new IllegalArgumentException("a receive needs room for at least one byte");
    }
    into.close();
    place(address, Math.min(length, MOST_BYTES));
    long received = receive(flags);
    if (received > 0) {
      into.fill(message);
    }
    return switch ((int) received) {
      case -ErrnoTable.EAGAIN -> NOTHING_YET;
      case -ErrnoTable.ECONNRESET -> END_OF_STREAM;
      default -> (int) LinuxException.check("recvmsg", received);
    };
  }

  private void place(long address, long length) {
    if (place != address || room != length) {
      message.vector(0, address, length);
      place = address;
      room = length;
    }
  }

  private long receive(int flags) {
    int held = descriptor.hold();
    try {
      long received;
      do {
        message.offerControl();
        received = SocketCalls.recvmsg(held, message.address(), flags);
      } while (received == -ErrnoTable.EINTR);
      return received;
    } finally {
      descriptor.release();
    }
  }
}
