package io.vfio4j.testkit.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Replies that have come, in their order, and whether more can come.
 *
 * <p>A client that works waits for each reply; a server that sends more than a few that nobody
 * takes is lost, before it fills this process's memory or its table of descriptors.
 */
final class Inbox {
  private static final int MOST_MESSAGES = 256;
  private static final int MOST_BYTES = 64 << 20;

  /** What comes: a message, or the reason why none will come any more. */
  private sealed interface Entry {}

  private record Arrived(Message message) implements Entry {}

  private record End(String reason) implements Entry {}

  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable String endReason;

  /**
   * Keeps a reply until it is taken.
   *
   * @throws ConnectionLost if there are too many
   */
  void put(Message message) {
    if (entries.size() >= MOST_MESSAGES || bytes.addAndGet(message.size()) > MOST_BYTES) {
      message.closeDescriptors();
      throw new ConnectionLost("the server sent replies that nobody had asked for");
    }
    entries.add(new Arrived(message));
  }

  void end(String reason) {
    endReason = reason;
    entries.add(new End(reason));
    ended.countDown();
  }

  /** Why nothing comes any more; empty as long as something may. */
  Optional<String> endReason() {
    return Optional.ofNullable(endReason);
  }

  Message take(Duration timeout) {
    return switch (poll(timeout)) {
      case Arrived(Message message) -> {
        bytes.addAndGet(-message.size());
        yield message;
      }
      case End end -> {
        entries.add(end);
        throw new ConnectionLost(end.reason());
      }
    };
  }

  private Entry poll(Duration timeout) {
    try {
      Entry entry = entries.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return entry == null ? new End("no reply within " + timeout.toMillis() + " ms") : entry;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionLost("interrupted while waiting for a reply");
    }
  }

  boolean awaitEnd(Duration timeout) {
    try {
      return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void close() {
    for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
      if (entry instanceof Arrived(Message message)) {
        message.closeDescriptors();
      }
    }
  }
}
