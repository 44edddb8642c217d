package io.vfio4j.core.vmm.session;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.LinuxException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An eventfd that the client gave. */
final class EventFdNotifier implements EventNotifier {
  private final EventFd eventFd;
  private final EventFdWatcher watcher;
  private final Consumer<EventFdNotifier> whenClosed;
  private final AtomicReference<EventFdWatcher.@Nullable Watch> watch = new AtomicReference<>();

  EventFdNotifier(EventFd eventFd, EventFdWatcher watcher, Consumer<EventFdNotifier> whenClosed) {
    this.eventFd = eventFd;
    this.watcher = watcher;
    this.whenClosed = whenClosed;
  }

  @Override
  public void signal() {
    try {
      eventFd.signal();
    } catch (IllegalStateException | LinuxException unheard) {
      // Closed, or the client made something of it that cannot be written: nobody listens.
    }
  }

  @Override
  public void watch(Runnable task) {
    // One eventfd can be watched once.
    replaceWatch(null);
    replaceWatch(watcher.watch(eventFd, task));
  }

  /** No lock is held meanwhile: the task that is waited for may be closing this too. */
  private void replaceWatch(EventFdWatcher.@Nullable Watch next) {
    EventFdWatcher.Watch before = watch.getAndSet(next);
    if (before != null) {
      before.close();
    }
  }

  @Override
  public void close() {
    replaceWatch(null);
    eventFd.close();
    whenClosed.accept(this);
  }
}
