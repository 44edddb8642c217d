package io.vfio4j.core.linux;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that runs a callback whenever a watched eventfd is signalled. It exists from
 * the first watch on.
 *
 * <p>The count is drained before the callback runs, so signals that come close together may make
 * one run. A callback must not block: all watches share the thread.
 */
public final class EventFdWatcher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EventFdWatcher.class.getName());

  private final String name;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private @Nullable Worker worker;
  private volatile boolean closed;

  /**
   * @param name of the thread
   */
  public EventFdWatcher(String name) {
    this.name = name;
  }

  private record Worker(Thread thread, EventFd wakeUp) {}

  /** One watched eventfd. The eventfd stays its owner's, who ends the watch before closing it. */
  public final class Watch implements AutoCloseable {
    private final EventFd eventFd;
    private final Runnable callback;
    private boolean ended;

    private Watch(EventFd eventFd, Runnable callback) {
      this.eventFd = eventFd;
      this.callback = callback;
    }

    Descriptor descriptor() {
      return eventFd.descriptor();
    }

    synchronized void fire() {
      if (!ended && eventFd.drain() != 0) {
        callback.run();
      }
    }

    /**
     * Ends the watch: when this returns the callback does not run and will not run again. The
     * callback may call it itself; any other caller must hold no lock that the callback wants.
     */
    @Override
    public void close() {
      synchronized (this) {
        ended = true;
      }
      watches.remove(this);
      wakeUp();
    }
  }

  /** Runs {@code callback} on each signal from now on, also for one that is pending already. */
  public Watch watch(EventFd eventFd, Runnable callback) {
    Watch watch = new Watch(eventFd, callback);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the watcher is closed");
      }
      watches.add(watch);
      if (worker == null) {
        worker = start();
      }
    }
    wakeUp();
    return watch;
  }

  private Worker start() {
    EventFd wakeUp = EventFd.create();
    return new Worker(Thread.ofPlatform().daemon().name(name).start(() -> run(wakeUp)), wakeUp);
  }

  private synchronized @Nullable Worker worker() {
    return worker;
  }

  private void run(EventFd wakeUp) {
    PollSet set = new PollSet();
    while (!closed) {
      set.fill(wakeUp.descriptor(), watches);
      set.await();
      wakeUp.drain();
      set.forEachReady(this::fire);
    }
    wakeUp.close();
  }

  private void fire(Watch watch) {
    try {
      watch.fire();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "An eventfd's callback failed; its watch ends", e);
      watch.close();
    }
  }

  private void wakeUp() {
    Worker running = worker();
    if (running == null) {
      return;
    }
    try {
      running.wakeUp().signal();
    } catch (IllegalStateException watcherClosed) {
      // Its thread is gone: nobody is left to wake.
    }
  }

  /** Ends all watches and the thread; a callback that runs is waited for. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    watches.forEach(Watch::close);
    wakeUp();
    Worker running = worker();
    if (running != null && Thread.currentThread() != running.thread()) {
      join(running.thread());
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
