package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Unix stream socket, listening or connected.
 *
 * <p>{@link #shutdown} and {@link #close} may be called from any thread and wake whoever is blocked
 * in {@link #accept} or in a {@link SocketReader}. The socket file of a listener is left where it
 * is: who chose the path removes it.
 */
public final class UnixSocket implements AutoCloseable {
  private final Descriptor descriptor;

  private UnixSocket(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** Two sockets connected to each other. */
  public record Pair(UnixSocket first, UnixSocket second) implements AutoCloseable {
    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  /**
   * Listens at {@code path}, which must not exist yet ({@code EADDRINUSE}).
   *
   * @param mode permissions of the socket file, for example 0600; it never has more than these
   * @param backlog how many clients may wait to be accepted
   */
  public static UnixSocket listen(Path path, int mode, int backlog) {
    return SocketSetup.listen(path, mode, backlog);
  }

  /** Connects to the server that listens at {@code path}. */
  public static UnixSocket connect(Path path) {
    return SocketSetup.connect(path);
  }

  public static Pair pair() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate(JAVA_INT, 2);
      LinuxException.check("socketpair", SocketCalls.socketpair(numbers));
      return new Pair(
          adopt(Descriptor.own("socketpair", numbers.getAtIndex(JAVA_INT, 0))),
          adopt(Descriptor.own("socketpair", numbers.getAtIndex(JAVA_INT, 1))));
    }
  }

  /** Takes over a socket that was received or inherited; the descriptor then belongs to this. */
  public static UnixSocket adopt(Descriptor descriptor) {
    return new UnixSocket(descriptor);
  }

  /**
   * Waits for the next client of a listening socket; empty once the socket is shut down.
   *
   * @throws LinuxException among others with {@code EMFILE}: the client stays in the backlog, the
   *     next call fails at once again
   */
  public Optional<UnixSocket> accept() {
    int held = descriptor.hold();
    try {
      int accepted;
      do {
        accepted = SocketCalls.accept(held);
      } while (accepted == -ErrnoTable.EINTR || accepted == -ErrnoTable.ECONNABORTED);
      // What accept4 answers on a socket that listens and is shut down.
      return accepted == -ErrnoTable.EINVAL
          ? Optional.empty()
          : Optional.of(adopt(Descriptor.own("accept4", accepted)));
    } finally {
      descriptor.release();
    }
  }

  /** Ends both directions; blocked threads return, the peer reads end of stream. */
  public void shutdown() {
    int held = descriptor.hold();
    try {
      // ENOTCONN is all it can say, and then there is nothing left to end.
      SocketCalls.shutdown(held);
    } finally {
      descriptor.release();
    }
  }

  /** How many bytes the kernel may keep for a peer that does not read at once. */
  public void sendBuffer(int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      setOption(SocketCalls.SO_SNDBUF, arena.allocateFrom(JAVA_INT, bytes));
    }
  }

  /** How long a send that may wait does so for the next piece of kernel memory. */
  void sendTimeout(Duration most) {
    timeout(SocketCalls.SO_SNDTIMEO, most);
  }

  /**
   * How long a receive waits before it gives {@link SocketReader#NOTHING_YET}; zero for as long as
   * it takes.
   */
  public void receiveTimeout(Duration most) {
    timeout(SocketCalls.SO_RCVTIMEO, most);
  }

  private void timeout(int option, Duration most) {
    try (Arena arena = Arena.ofConfined()) {
      // struct timeval { long tv_sec; long tv_usec; }
      long[] value = {most.toSeconds(), most.toNanosPart() / 1000};
      setOption(option, arena.allocateFrom(JAVA_LONG, value));
    }
  }

  private void setOption(int option, MemorySegment value) {
    int held = descriptor.hold();
    try {
      LinuxException.check("setsockopt", SocketCalls.setOption(held, option, value));
    } finally {
      descriptor.release();
    }
  }

  /** The descriptor underneath; it still belongs to this socket. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** Shuts down and closes; does nothing the second time. */
  @Override
  public void close() {
    if (descriptor.isClosed()) {
      return;
    }
    try {
      shutdown();
    } catch (IllegalStateException closedMeanwhile) {
      return;
    }
    descriptor.close();
  }
}
