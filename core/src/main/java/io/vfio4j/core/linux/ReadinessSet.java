package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Descriptors that are waited for together, however many, by an epoll(7). Any thread adds and
 * removes; one waits.
 *
 * <p>What is ready is known by its number, so a descriptor has to be held while it is in the set.
 */
final class ReadinessSet implements AutoCloseable {
  private static final int AT_ONCE = 64;

  /** struct epoll_event { u32 events; u64 data; }, packed on x86-64 and nowhere else. */
  private static final boolean PACKED = Architecture.current() == Architecture.X86_64;

  private static final int DATA = PACKED ? 4 : 8;
  private static final int EVENT_BYTES = DATA + 8;

  private final Descriptor epoll = Descriptor.own("epoll_create1", EpollCalls.create());
  private final MemorySegment events =
      Arena.ofAuto().allocate((long) AT_ONCE * EVENT_BYTES, Long.BYTES);

  /** For as long as it can be read, or has failed. */
  void add(int descriptor) {
    add(descriptor, EpollCalls.EPOLLIN);
  }

  /** Each time that something more came to be read, as the kernel is woken itself. */
  void addArrivals(int descriptor) {
    add(descriptor, EpollCalls.EPOLLIN | EpollCalls.EPOLLET);
  }

  private void add(int descriptor, int events) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
      event.set(JAVA_INT, 0, events);
      event.set(JAVA_INT_UNALIGNED, DATA, descriptor);
      control(EpollCalls.EPOLL_CTL_ADD, descriptor, event.address());
    }
  }

  void remove(int descriptor) {
    control(EpollCalls.EPOLL_CTL_DEL, descriptor, 0);
  }

  private void control(int operation, int descriptor, long event) {
    int held = epoll.hold();
    try {
      LinuxException.check("epoll_ctl", EpollCalls.control(held, operation, descriptor, event));
    } finally {
      epoll.release();
    }
  }

  /** Waits for the next of them; how many are ready. */
  int await() {
    int held = epoll.hold();
    try {
      int ready = EpollCalls.await(held, events.address(), AT_ONCE);
      return ready == -ErrnoTable.EINTR ? 0 : (int) LinuxException.check("epoll_wait", ready);
    } finally {
      epoll.release();
    }
  }

  /** The number of one that was ready. */
  int ready(int index) {
    return events.get(JAVA_INT_UNALIGNED, (long) index * EVENT_BYTES + DATA);
  }

  @Override
  public void close() {
    epoll.close();
  }
}
