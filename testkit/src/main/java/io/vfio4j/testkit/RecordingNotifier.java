package io.vfio4j.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * An eventfd without a VMM behind it: remembers how often it was signalled and whether its owner
 * closed it. Any thread may use it.
 *
 * @since 0.1
 */
public final class RecordingNotifier implements CountingNotifier {
  private final List<Runnable> watchers = new ArrayList<>();
  private int signals;
  private boolean closed;

  /** One that was never signalled. */
  public RecordingNotifier() {}

  @Override
  public synchronized void signal() {
    if (!closed) {
      signals++;
    }
  }

  @Override
  public synchronized void watch(Runnable task) {
    if (!closed) {
      watchers.add(task);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    watchers.clear();
  }

  /** Signals it as the VMM does: runs, on the calling thread, what watches it. */
  public void fire() {
    List<Runnable> tasks;
    synchronized (this) {
      tasks = List.copyOf(watchers);
    }
    tasks.forEach(Runnable::run);
  }

  @Override
  public synchronized int signals() {
    return signals;
  }

  @Override
  public synchronized boolean closed() {
    return closed;
  }
}
