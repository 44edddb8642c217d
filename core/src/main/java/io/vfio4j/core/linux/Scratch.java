package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/**
 * A few off-heap bytes per thread, so that a system call needs no allocation.
 *
 * <pre>
 *   0  int   errno as the last call left it
 *   8  struct pollfd  { int fd; short events; short revents; }
 *  16  struct iovec   { void *base; size_t length; }
 *  32  u64   counter of an eventfd
 * </pre>
 */
final class Scratch {
  private static final int POLLFD = 8;
  private static final int IOVEC = 16;
  private static final int COUNTER = 32;
  private static final int BYTES = 40;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, Long.BYTES);
  private final MemorySegment capture = memory.asSlice(0, Linker.Option.captureStateLayout());

  private long downcalls;

  static Scratch ofThread() {
    return Thread.currentThread() instanceof CallingThread thread
        ? thread.scratch()
        : OF_THREAD.get();
  }

  /** Where the downcall that comes now puts errno. */
  MemorySegment capture() {
    downcalls++;
    return capture;
  }

  /** How many there were on this thread. */
  long downcalls() {
    return downcalls;
  }

  /** The result of a call in the kernel's convention. */
  long result(long returned) {
    return returned == -1 ? -capture.get(JAVA_INT, 0) : returned;
  }

  long pollAddress(int descriptor, int events) {
    memory.set(JAVA_INT, POLLFD, descriptor);
    memory.set(JAVA_INT, POLLFD + 4, events);
    return memory.address() + POLLFD;
  }

  long counterAddress() {
    return memory.address() + COUNTER;
  }

  long counterVector() {
    memory.set(JAVA_LONG, IOVEC, counterAddress());
    memory.set(JAVA_LONG, IOVEC + 8, Long.BYTES);
    return memory.address() + IOVEC;
  }

  long counter() {
    return memory.get(JAVA_LONG, COUNTER);
  }

  void counter(long value) {
    memory.set(JAVA_LONG, COUNTER, value);
  }
}
