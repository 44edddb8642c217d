package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.core.pci.config.ConfigSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The registers of one client that are written by eventfds. The write is done by the device's
 * worker: the thread that watches an eventfd is that of whoever made it, and must not wait.
 */
final class IoEventFds {
  private static final int MOST = 1000;

  private final Regions regions;
  private final ConfigSpace config;
  private final Executor worker;
  private final Map<IoEventFd, Doorbell> registered = new HashMap<>();

  IoEventFds(Regions regions, ConfigSpace config, Executor worker) {
    this.regions = regions;
    this.config = config;
    this.worker = worker;
  }

  /** Takes one up, or away. */
  long ioctl(IoctlRequest request) {
    IoEventFd asked = IoEventFd.of(request);
    if (!regions.holds(asked)) {
      throw VfioException.refused(Errno.EINVAL, "ioeventfd: no such register, " + asked);
    }
    int descriptor = IoEventFd.descriptor(request);
    Doorbell known = registered.get(asked);
    if (known == null) {
      add(asked, descriptor, request);
    } else if (descriptor == IoEventFd.NONE) {
      registered.remove(asked).close();
    } else {
      throw VfioException.refused(Errno.EEXIST, "ioeventfd: has one already, " + asked);
    }
    return 0;
  }

  private void add(IoEventFd asked, int descriptor, IoctlRequest request) {
    if (descriptor == IoEventFd.NONE) {
      throw VfioException.refused(Errno.ENODEV, "ioeventfd: has none, " + asked);
    }
    if (registered.size() >= MOST) {
      throw VfioException.refused(Errno.ENOSPC, "ioeventfd: %d are there".formatted(MOST));
    }
    EventNotifier notifier = request.files().eventFd(descriptor);
    Write write = new Write(asked);
    try {
      notifier.watch(write);
    } catch (RuntimeException e) {
      notifier.close();
      throw e;
    }
    registered.put(asked, new Doorbell(notifier, write));
  }

  void close() {
    registered.values().forEach(Doorbell::close);
    registered.clear();
  }

  private record Doorbell(EventNotifier notifier, Write write) {
    void close() {
      notifier.close();
      write.end();
    }
  }

  /** The write of a register. Signals that come before it is done make one, as in an eventfd. */
  private final class Write implements Runnable {
    private final IoEventFd asked;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private boolean ended;

    Write(IoEventFd asked) {
      this.asked = asked;
    }

    @Override
    public void run() {
      if (!waiting.getAndSet(true)) {
        handOver();
      }
    }

    /** A worker that has too much to do takes nothing more; nothing is lost for that. */
    private void handOver() {
      try {
        worker.execute(this::write);
      } catch (VfioException full) {
        write();
      }
    }

    /** Waits for one that is under way: once it is taken away nothing is written. */
    synchronized void end() {
      ended = true;
    }

    private synchronized void write() {
      waiting.set(false);
      if (!ended) {
        writeRegister();
      }
    }

    /** Dropped without a word while memory space is off. */
    private void writeRegister() {
      try {
        regions.writable(asked.bar()).write(config, asked.offset(), asked.bytes());
      } catch (VfioException e) {
        if (e.errno() != Errno.EIO) {
          throw e;
        }
      }
    }
  }
}
