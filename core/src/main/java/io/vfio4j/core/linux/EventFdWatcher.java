package io.vfio4j.core.linux;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that runs a callback whenever a watched eventfd is signalled. It exists from
 * the first watch on.
 *
 * <p>The count is drained before the callback runs, so signals that come close together may make
 * one run. Of an eventfd that gives its count out one by one ({@code EFD_SEMAPHORE}) a signal takes
 * one, as in the kernel; what is left makes no run of its own. A callback must not block: all
 * watches share the thread.
 */
public final class EventFdWatcher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EventFdWatcher.class.getName());

  private final String name;
  private final Map<Integer, Watch> watches = new ConcurrentHashMap<>();
  private @Nullable Worker worker;
  private volatile boolean closed;

  /**
   * @param name of the thread
   */
  public EventFdWatcher(String name) {
    this.name = name;
  }

  private record Worker(Thread thread, EventFd wakeUp, ReadinessSet set) {}

  /** One watched eventfd. The eventfd stays its owner's, who ends the watch before closing it. */
  public final class Watch implements AutoCloseable {
    private final EventFd eventFd;
    private final Runnable callback;
    private boolean ended;

    private Watch(EventFd eventFd, Runnable callback) {
      this.eventFd = eventFd;
      this.callback = callback;
    }

    private int number() {
      return eventFd.descriptor().number();
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
      forget(this);
    }
  }

  /** Runs {@code callback} on each signal from now on, also for one that is pending already. */
  public Watch watch(EventFd eventFd, Runnable callback) {
    Watch watch = new Watch(eventFd, callback);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the watcher is closed");
      }
      Worker running = worker == null ? start() : worker;
      worker = running;
      add(watch, running.set());
    }
    return watch;
  }

  /** First to where it is looked for: an arrival is told once. */
  private void add(Watch watch, ReadinessSet set) {
    if (watches.putIfAbsent(watch.number(), watch) != null) {
      throw new IllegalStateException("this eventfd is watched already");
    }
    try {
      set.addArrivals(watch.number());
    } catch (RuntimeException | Error e) {
      watches.remove(watch.number(), watch);
      throw e;
    }
  }

  private Worker start() {
    EventFd wakeUp = EventFd.create();
    ReadinessSet set = new ReadinessSet();
    set.add(wakeUp.descriptor().number());
    Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> run(wakeUp, set));
    return new Worker(thread, wakeUp, set);
  }

  private synchronized void forget(Watch watch) {
    if (worker != null && watches.remove(watch.number(), watch)) {
      try {
        worker.set().remove(watch.number());
      } catch (IllegalStateException closedMeanwhile) {
        // Then nothing is waited for any more.
      }
    }
  }

  private synchronized @Nullable Worker worker() {
    return worker;
  }

  private void run(EventFd wakeUp, ReadinessSet set) {
    Setback failed = new Setback(LOG, name + ": eventfds could not be waited for");
    boolean missed = false;
    while (!closed) {
      try {
        if (missed) {
          // An arrival is told once, and can have been what failed.
          watches.values().forEach(this::fire);
          missed = false;
        }
        turn(set);
      } catch (Throwable e) {
        missed = true;
        failed.bear(e);
      }
    }
    wakeUp.close();
    set.close();
  }

  private void turn(ReadinessSet set) {
    int count = set.await();
    for (int i = 0; i < count && !closed; i++) {
      Watch ready = watches.get(set.ready(i));
      // There is none for the wake-up, and for an eventfd whose watch has just ended.
      if (ready != null) {
        fire(ready);
      }
    }
  }

  private void fire(Watch watch) {
    try {
      watch.fire();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "An eventfd's callback failed; its watch ends", e);
      watch.close();
    }
  }

  private static void wakeUp(Worker running) {
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
    watches.values().forEach(Watch::close);
    Worker running = worker();
    if (running != null) {
      wakeUp(running);
      if (Thread.currentThread() != running.thread()) {
        join(running.thread());
      }
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
