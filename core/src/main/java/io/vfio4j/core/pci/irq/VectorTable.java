package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The eventfd of each vector. Any thread.
 *
 * <p>Whoever signals holds the lock, so that an eventfd which was taken out is not about to be
 * signalled: closing it then loses no interrupt.
 */
final class VectorTable {
  private final Object lock = new Object();
  private final @Nullable EventNotifier[] notifiers;

  VectorTable(int vectors) {
    notifiers = new @Nullable EventNotifier[vectors];
  }

  /** Whether the vector has an eventfd, which has been signalled then. */
  boolean signal(int vector) {
    synchronized (lock) {
      if (vector < 0 || vector >= notifiers.length) {
        return false;
      }
      EventNotifier notifier = notifiers[vector];
      if (notifier == null) {
        return false;
      }
      notifier.signal();
      return true;
    }
  }

  /** Puts in the eventfds of a set, closing those that were there. */
  void assign(int start, IrqSet.Data.EventFds fds) {
    List<EventNotifier> old = new ArrayList<>();
    synchronized (lock) {
      int vector = start;
      for (var next : fds.notifiers()) {
        take(vector, old);
        notifiers[vector++] = next.orElse(null);
      }
    }
    old.forEach(EventNotifier::close);
  }

  /** Takes all out and closes them. */
  void clear() {
    List<EventNotifier> old = new ArrayList<>();
    synchronized (lock) {
      for (int vector = 0; vector < notifiers.length; vector++) {
        take(vector, old);
      }
      Arrays.fill(notifiers, null);
    }
    old.forEach(EventNotifier::close);
  }

  private void take(int vector, List<EventNotifier> old) {
    EventNotifier notifier = notifiers[vector];
    if (notifier != null) {
      old.add(notifier);
    }
  }
}
