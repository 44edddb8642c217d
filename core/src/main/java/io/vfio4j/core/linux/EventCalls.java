package io.vfio4j.core.linux;

import java.lang.invoke.MethodHandle;

/** eventfd(2), poll(2) and the transfers of an eventfd's counter, in the kernel's convention. */
final class EventCalls {
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;
  static final int POLLIN = 0x1;
  static final int POLLOUT = 0x4;
  private static final int RWF_NOWAIT = 0x8;
  private static final long NO_OFFSET = -1;

  private static final MethodHandle EVENTFD = Libc.bind("eventfd", 2);
  private static final MethodHandle POLL = Libc.bind("poll", 3);
  private static final MethodHandle WRITE = Libc.bind("write", 3);
  private static final MethodHandle PREADV2 = Libc.bind("preadv2", 5);

  private EventCalls() {}

  static int eventfd() {
    try {
      return Scratch.intResult(
          (long) EVENTFD.invokeExact(Scratch.capture(), 0L, (long) (EFD_NONBLOCK | EFD_CLOEXEC)));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int poll(long pollDescriptors, long count, int milliseconds) {
    try {
      return Scratch.intResult(
          (long) POLL.invokeExact(Scratch.capture(), pollDescriptors, count, (long) milliseconds));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long write(int descriptor, long address, long length) {
    try {
      return Scratch.result(
          (long) WRITE.invokeExact(Scratch.capture(), (long) descriptor, address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** Reads without waiting, whatever mode the sender of the descriptor left it in. */
  static long readNow(int descriptor, long vector) {
    try {
      return Scratch.result(
          (long)
              PREADV2.invokeExact(
                  Scratch.capture(), (long) descriptor, vector, 1L, NO_OFFSET, (long) RWF_NOWAIT));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
