package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an {@link EventFdWatcher} waits for: an array of struct pollfd, the wake-up first. */
final class PollSet {
  private static final int POLLFD_BYTES = 8;
  private static final int EVENTS = 4;
  private static final int RETURNED = 6;

  private final List<EventFdWatcher.Watch> watches = new ArrayList<>();
  private MemorySegment entries = Arena.ofAuto().allocate(16 * POLLFD_BYTES, Integer.BYTES);

  void fill(Descriptor wakeUp, List<EventFdWatcher.Watch> current) {
    watches.clear();
    watches.addAll(current);
    long bytes = (watches.size() + 1L) * POLLFD_BYTES;
    if (bytes > entries.byteSize()) {
      entries = Arena.ofAuto().allocate(2 * bytes, Integer.BYTES);
    }
    entry(0, wakeUp);
    for (int i = 0; i < watches.size(); i++) {
      entry(i + 1, watches.get(i).descriptor());
    }
  }

  /** A number that was closed and used again can only cause a look in vain. */
  private void entry(int index, Descriptor descriptor) {
    entries.set(JAVA_INT, (long) index * POLLFD_BYTES, descriptor.number());
    entries.set(JAVA_INT, (long) index * POLLFD_BYTES + EVENTS, EventCalls.POLLIN);
  }

  void await() {
    int result = EventCalls.poll(entries.address(), watches.size() + 1, -1);
    if (result != -ErrnoTable.EINTR) {
      LinuxException.check("poll", result);
    }
  }

  void forEachReady(Consumer<EventFdWatcher.Watch> action) {
    for (int i = 0; i < watches.size(); i++) {
      if (entries.get(JAVA_SHORT, (i + 1L) * POLLFD_BYTES + RETURNED) != 0) {
        action.accept(watches.get(i));
      }
    }
  }
}
