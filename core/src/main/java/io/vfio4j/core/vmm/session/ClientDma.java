package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.dma.MessageDma;
import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.protocol.DmaAccess;
import io.vfio4j.core.vmm.protocol.DmaAccess.Layout;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.transport.Connection;
import io.vfio4j.core.vmm.transport.Frame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * DMA_READ and DMA_WRITE: asks the client for its memory, one request at a time.
 *
 * <p>Never on the session thread, which is the one that receives the answers.
 */
final class ClientDma implements MessageDma, AutoCloseable {
  private static final long FIELDS = Header.SIZE + DmaAccess.SIZE;

  private final Connection connection;
  private final Negotiation negotiation;
  private final ReentrantLock turn = new ReentrantLock();
  private final PendingReply pending = new PendingReply();
  private final Header header = new Header();
  private final DmaAccess access = new DmaAccess();
  private @Nullable Arena arena;
  private MemorySegment bytes = MemorySegment.NULL;
  private @Nullable Layout layout;
  private int lastId;
  private volatile @Nullable Thread sessionThread;

  ClientDma(Connection connection, Negotiation negotiation) {
    this.connection = connection;
    this.negotiation = negotiation;
  }

  /** From now on this is the session thread. */
  void answeredBy(Thread thread) {
    sessionThread = thread;
  }

  @Override
  public void read(long iova, MemorySegment target) {
    begin();
    try {
      Layout used = layout(iova);
      for (long done = 0; done < target.byteSize(); ) {
        long count = Math.min(target.byteSize() - done, mostData());
        request(Command.DMA_READ, iova + done, count, FIELDS);
        require(ask(Command.DMA_READ) == FIELDS + count);
        MemorySegment.copy(bytes, Header.SIZE + used.data(), target, done, count);
        done += count;
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void write(long iova, MemorySegment source) {
    begin();
    try {
      Layout used = layout(iova);
      for (long done = 0; done < source.byteSize(); ) {
        long count = Math.min(source.byteSize() - done, mostData());
        request(Command.DMA_WRITE, iova + done, count, FIELDS + count);
        MemorySegment.copy(source, done, bytes, Header.SIZE + used.data(), count);
        ask(Command.DMA_WRITE);
        done += count;
      }
    } finally {
      turn.unlock();
    }
  }

  private void begin() {
    if (Thread.currentThread() == sessionThread) {
      throw VfioException.refused(
          Errno.EDEADLK, "DMA that needs the client's answer, on the thread that receives it");
    }
    turn.lock();
  }

  /**
   * Finds out which layout the client speaks, by a write of no bytes: QEMU 10 answers it with a
   * header alone. A client that refuses it is taken for one that keeps to the specification.
   */
  private Layout layout(long mappedAddress) {
    pending.checkNotCancelled();
    Layout known = layout;
    if (known != null) {
      return known;
    }
    request(Command.DMA_WRITE, mappedAddress, 0, FIELDS);
    long answered = exchange(Command.DMA_WRITE);
    if (header.failed()) {
      return Layout.SPECIFIED;
    }
    known = answered == Header.SIZE ? Layout.QEMU_10 : Layout.SPECIFIED;
    layout = known;
    return known;
  }

  private long mostData() {
    long most = Math.min(negotiation.maxDataXferSize(), Limits.MAX_DMA_DATA);
    require(most > 0);
    return most;
  }

  private void request(int command, long iova, long count, long size) {
    if (arena == null) {
      makeBuffer();
    }
    lastId = (lastId + 1) & 0xffff;
    header.overlay(bytes, 0, Header.SIZE);
    header.putRequest(lastId, command, size);
    access.overlay(bytes, Header.SIZE, DmaAccess.SIZE);
    access.putRequest(iova, count);
  }

  /** Few devices need it. Its arena is closed with this. */
  @SuppressWarnings("MustBeClosedChecker")
  private void makeBuffer() {
    long size = FIELDS + mostData();
    arena = Arena.ofShared();
    bytes = arena.allocate(size, Long.BYTES);
  }

  /** Sends the request and waits for a reply that is no error. */
  private long ask(int command) {
    long length = exchange(command);
    require(!header.failed());
    return length;
  }

  private long exchange(int command) {
    long size = header.size();
    pending.expect(lastId, command, bytes);
    try {
      connection.send(bytes, size, List.of());
    } catch (PeerGone | IllegalStateException e) {
      throw VfioException.refused(Errno.ENODEV, "the client has gone");
    }
    long length = pending.await();
    header.wrap(bytes, 0, Header.SIZE);
    return length;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw VfioException.refused(Errno.EIO, "the client refuses a DMA request");
    }
  }

  /** A reply came. On the session thread. */
  void deliver(Frame frame) {
    pending.deliver(frame);
  }

  /** Nothing is answered any more: wakes who waits. */
  void cancel() {
    pending.cancel();
  }

  /** After {@link #cancel} and with the connection shut down, so that who is in here leaves. */
  @Override
  public void close() {
    turn.lock();
    try {
      if (arena != null) {
        arena.close();
      }
    } finally {
      turn.unlock();
    }
  }
}
