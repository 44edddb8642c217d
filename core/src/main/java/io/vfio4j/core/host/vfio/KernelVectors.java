package io.vfio4j.core.host.vfio;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.VfioIrq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One kind of interrupt that is on in the kernel, an eventfd for each vector. For the thread that
 * changes interrupts; the consumer is called on the watcher's.
 */
final class KernelVectors implements AutoCloseable {
  private final KernelDevice device;
  private final InterruptKind kind;
  private final EventFdWatcher watcher;
  private final IntConsumer fired;
  private final List<EventFd> eventFds = new ArrayList<>();
  private final List<EventFdWatcher.Watch> watches = new ArrayList<>();

  /**
   * None so far.
   *
   * @param fired told of each vector that fired
   */
  KernelVectors(
      KernelDevice device, InterruptKind kind, EventFdWatcher watcher, IntConsumer fired) {
    this.device = device;
    this.kind = kind;
    this.watcher = watcher;
    this.fired = fired;
  }

  InterruptKind kind() {
    return kind;
  }

  /** Its index in linux/vfio.h. */
  private int index() {
    return switch (kind) {
      case PIN -> IrqIndex.INTX;
      case MSI -> IrqIndex.MSI;
      case MSI_X -> IrqIndex.MSIX;
    };
  }

  /**
   * Has so many on. All of them at once, where the kernel cannot add more later.
   *
   * @throws LinuxException if they cannot be had; then it is as before
   */
  void atLeast(int wanted) {
    int before = eventFds.size();
    if (wanted <= before) {
      return;
    }
    VfioIrq irq = device.irq(index());
    int end = kind == InterruptKind.MSI_X && irq.fixed() ? irq.count() : wanted;
    try {
      add(end);
      device.signal(index(), before, eventFds.subList(before, end));
    } catch (RuntimeException | Error e) {
      dropFrom(before);
      throw e;
    }
  }

  private void add(int end) {
    for (int vector = eventFds.size(); vector < end; vector++) {
      int number = vector;
      EventFd eventFd = EventFd.create();
      eventFds.add(eventFd);
      watches.add(watcher.watch(eventFd, () -> fired.accept(number)));
    }
  }

  private void dropFrom(int first) {
    while (eventFds.size() > first) {
      if (watches.size() == eventFds.size()) {
        watches.removeLast().close();
      }
      eventFds.removeLast().close();
    }
  }

  /** Off; the consumer is not called after this. A device that is gone is off. */
  @Override
  public void close() {
    try {
      device.off(index());
    } finally {
      dropFrom(0);
    }
  }
}
