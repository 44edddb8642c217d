package io.vfio4j.core.linux;

/** eventfd(2), poll(2) and the transfers of an eventfd's counter, in the kernel's convention. */
final class EventCalls {
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;
  static final int POLLIN = 0x1;
  static final int POLLOUT = 0x4;
  private static final int RWF_NOWAIT = 0x8;
  private static final long NO_OFFSET = -1;

  private static final LibcFunction EVENTFD = Libc.bindInt("eventfd");
  private static final LibcFunction POLL = Libc.bindInt("poll");
  private static final LibcFunction WRITE = Libc.bind("write");
  private static final LibcFunction PREADV2 = Libc.bind("preadv2");

  private EventCalls() {}

  static int eventfd() {
    return (int) EVENTFD.call(0, EFD_NONBLOCK | EFD_CLOEXEC);
  }

  static int poll(long pollDescriptors, long count, int milliseconds) {
    return (int) POLL.call(pollDescriptors, count, milliseconds);
  }

  static long write(int descriptor, long address, long length) {
    return WRITE.call(descriptor, address, length);
  }

  /** Reads without waiting, whatever mode the sender of the descriptor left it in. */
  static long readNow(int descriptor, long vector) {
    return PREADV2.call(descriptor, vector, 1, NO_OFFSET, RWF_NOWAIT);
  }
}
