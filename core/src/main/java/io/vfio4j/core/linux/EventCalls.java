package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** eventfd(2), poll(2) and the transfers of an eventfd's counter, in the kernel's convention. */
final class EventCalls {
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;
  static final int POLLIN = 0x1;
  static final int POLLOUT = 0x4;
  private static final int RWF_NOWAIT = 0x8;
  private static final long NO_OFFSET = -1;

  private static final MethodHandle EVENTFD = Libc.bind("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle POLL =
      Libc.bind("poll", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle WRITE =
      Libc.bind("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle PREADV2 =
      Libc.bind("preadv2", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);

  private EventCalls() {}

  static int eventfd() {
    try {
      int returned = (int) EVENTFD.invokeExact(Scratch.capture(), 0, EFD_NONBLOCK | EFD_CLOEXEC);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int poll(long pollDescriptors, long count, int milliseconds) {
    try {
      return (int)
          Scratch.result(
              (int) POLL.invokeExact(Scratch.capture(), pollDescriptors, count, milliseconds));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long write(int descriptor, long address, long length) {
    try {
      return Scratch.result(
          (long) WRITE.invokeExact(Scratch.capture(), descriptor, address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** Reads without waiting, whatever mode the sender of the descriptor left it in. */
  static long readNow(int descriptor, long vector) {
    try {
      return Scratch.result(
          (long)
              PREADV2.invokeExact(Scratch.capture(), descriptor, vector, 1, NO_OFFSET, RWF_NOWAIT));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
