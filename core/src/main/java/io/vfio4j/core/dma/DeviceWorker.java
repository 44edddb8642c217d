package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.limit.Uninterrupted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A device's thread for what may wait for the client: tasks run one after another, as long as the
 * device is open. The thread exists from the first task on until {@link #stop}.
 */
public final class DeviceWorker implements Executor {
  private static final System.Logger LOG = System.getLogger(DeviceWorker.class.getName());

  /** More cannot be waiting: a guest must not fill our memory with tasks. */
  private static final int MOST_WAITING = 4096;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Duration patience;
  private @Nullable Shift shift;

  /** One opening of the device: tasks of an earlier one cannot get into a later one's. */
  private static final class Shift {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private volatile @Nullable Runnable running;
    private boolean over;

    /** Not Thread.join: that waits for the thread's monitor too, which a task can hold. */
    private final CountDownLatch ended = new CountDownLatch(1);
  }

  /**
   * @param name of the thread
   */
  public DeviceWorker(String name) {
    this(name, PATIENCE);
  }

  /**
   * @param name of the thread
   * @param patience how long to wait for a task to end, before and after it is interrupted
   */
  public DeviceWorker(String name, Duration patience) {
    this.name = name;
    this.patience = patience;
  }

  /** The device is open: tasks are taken from now on. */
  public synchronized void start() {
    shift = new Shift();
  }

  /**
   * Takes a task; drops it while the device is closed.
   *
   * @throws VfioException EAGAIN if too many are waiting already
   */
  @Override
  public synchronized void execute(Runnable task) {
    Shift now = shift;
    if (now == null || now.over) {
      return;
    }
    if (now.waiting.size() >= MOST_WAITING) {
      throw VfioException.refused(Errno.EAGAIN, MOST_WAITING + " tasks are waiting already");
    }
    now.waiting.add(task);
    notifyAll();
    if (now.thread == null) {
      now.thread = Thread.ofPlatform().daemon().name(name).start(() -> work(now));
    }
  }

  private void work(Shift now) {
    try {
      Runnable task = next(now);
      while (task != null) {
        now.running = task;
        run(task);
        now.running = null;
        task = next(now);
      }
    } finally {
      now.ended.countDown();
    }
  }

  private synchronized @Nullable Runnable next(Shift now) {
    while (!now.over && now.waiting.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException spurious) {
        // Only stop() ends the thread.
      }
    }
    return now.over ? null : now.waiting.remove();
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (VfioException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> name + ": " + e.errno() + ", " + e.getMessage());
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, name + ": a task of the device failed", e);
    }
  }

  /**
   * The device closes: drops what waits, and waits for the task that runs. One that does not end,
   * even when interrupted, is left behind.
   *
   * @return the task that does not end, if there is one
   */
  public Optional<Runnable> stop() {
    Shift over = endShift();
    Thread thread = over == null ? null : over.thread;
    if (thread == null || thread == Thread.currentThread() || hasEnded(over)) {
      return Optional.empty();
    }
    thread.interrupt();
    return hasEnded(over) ? Optional.empty() : Optional.ofNullable(over.running);
  }

  /** The same without waiting, which {@link #stop} can be asked to do later. */
  public void abandon() {
    Shift over = endShift();
    if (over != null && over.thread != null) {
      over.thread.interrupt();
    }
  }

  private synchronized @Nullable Shift endShift() {
    Shift now = shift;
    if (now != null) {
      now.over = true;
      now.waiting.clear();
      notifyAll();
    }
    return now;
  }

  private boolean hasEnded(Shift over) {
    return Uninterrupted.await(over.ended, patience);
  }
}
