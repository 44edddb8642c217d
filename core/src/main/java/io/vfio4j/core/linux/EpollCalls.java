package io.vfio4j.core.linux;

/** epoll(7), in the kernel's convention. */
final class EpollCalls {
  static final int EPOLL_CLOEXEC = 0x80000;
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_DEL = 2;
  static final int EPOLLIN = 0x1;
  static final int EPOLLET = 1 << 31;

  private static final LibcFunction CREATE = Libc.bindInt("epoll_create1");
  private static final LibcFunction CONTROL = Libc.bindInt("epoll_ctl");
  private static final LibcFunction WAIT = Libc.bindInt("epoll_wait");

  private EpollCalls() {}

  static int create() {
    return (int) CREATE.call(EPOLL_CLOEXEC);
  }

  static int control(int epoll, int operation, int descriptor, long event) {
    return (int) CONTROL.call(epoll, operation, descriptor, event);
  }

  /** Waits for as long as it takes. */
  static int await(int epoll, long events, int most) {
    return (int) WAIT.call(epoll, events, most, -1);
  }
}
