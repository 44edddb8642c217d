package io.vfio4j.core.pci.irq;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import org.jspecify.annotations.Nullable;

/** An eventfd that counts. Any thread. */
public final class FakeNotifier implements EventNotifier {
  private int signals;
  private int lost;
  private boolean closed;
  private boolean unwatchable;
  private @Nullable Runnable task;

  /** How often it was signalled since the last call. */
  public synchronized int takeSignals() {
    int taken = signals;
    signals = 0;
    return taken;
  }

  /** As one of an agent that watches as many as it can. */
  public static FakeNotifier unwatchable() {
    FakeNotifier notifier = new FakeNotifier();
    notifier.unwatchable = true;
    return notifier;
  }

  /** How often it was signalled after it was closed. */
  synchronized int lost() {
    return lost;
  }

  public synchronized boolean closed() {
    return closed;
  }

  /** The VMM signals it. */
  public void signalFromClient() {
    Runnable watcher;
    synchronized (this) {
      watcher = closed ? null : task;
    }
    if (watcher != null) {
      watcher.run();
    }
  }

  @Override
  public synchronized void signal() {
    if (closed) {
      lost++;
    } else {
      signals++;
    }
  }

  @Override
  public synchronized void watch(Runnable watcher) {
    if (unwatchable) {
      throw VfioException.refused(Errno.ENOSPC, "too many are watched");
    }
    task = watcher;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
