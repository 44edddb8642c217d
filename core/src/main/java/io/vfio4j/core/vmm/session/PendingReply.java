package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.transport.Frame;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/** Where a thread that sent a request waits for what the session thread receives. */
final class PendingReply {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final Header header = new Header();
  private MemorySegment target = MemorySegment.NULL;
  private int id;
  private int command;
  private long length;
  private State state = State.IDLE;

  private enum State {
    IDLE,
    WAITING,
    ARRIVED,
    CANCELLED
  }

  /**
   * Before the request is sent.
   *
   * @param target where the reply goes, as much of it as fits
   */
  synchronized void expect(int id, int command, MemorySegment target) {
    checkNotCancelled();
    this.id = id;
    this.command = command;
    this.target = target;
    state = State.WAITING;
  }

  /** On the session thread. A reply that nobody waits for is dropped. */
  synchronized void deliver(Frame frame) {
    header.wrap(frame.buffer(), frame.start(), Header.SIZE);
    if (state == State.WAITING && header.id() == id && header.command() == command) {
      long count = Math.min(frame.length(), target.byteSize());
      MemorySegment.copy(frame.buffer(), frame.start(), target, 0, count);
      length = frame.length();
      state = State.ARRIVED;
      notifyAll();
    }
  }

  /**
   * Waits.
   *
   * @return the reply's length
   * @throws VfioException EIO after five seconds, ENODEV if the client goes meanwhile
   */
  synchronized long await() {
    long deadline = System.nanoTime() + PATIENCE;
    while (state == State.WAITING) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        state = State.IDLE;
        throw VfioException.refused(Errno.EIO, "the client does not answer a DMA request");
      }
      sleep(left);
    }
    checkNotCancelled();
    state = State.IDLE;
    return length;
  }

  private void sleep(long nanoseconds) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanoseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      state = State.IDLE;
      throw VfioException.refused(Errno.EINTR, "interrupted while waiting for the client");
    }
  }

  synchronized void checkNotCancelled() {
    if (state == State.CANCELLED) {
      throw VfioException.refused(Errno.ENODEV, "the client has gone");
    }
  }

  /** Wakes who waits; nothing is waited for any more. */
  synchronized void cancel() {
    state = State.CANCELLED;
    notifyAll();
  }
}
