package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * socket(2) and its family, in the kernel's convention. Addresses are plain numbers; who calls
 * keeps what is there alive.
 */
final class SocketCalls {
  static final int AF_UNIX = 1;
  static final int SOCK_STREAM = 1;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SCM_RIGHTS = 1;
  static final int SO_SNDBUF = 7;
  static final int SO_LINGER = 13;
  static final int SO_RCVTIMEO = 20;
  static final int SO_SNDTIMEO = 21;
  static final int SHUT_RDWR = 2;
  static final int MSG_CTRUNC = 0x8;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;
  static final int MSG_WAITALL = 0x100;
  static final int MSG_CMSG_CLOEXEC = 0x40000000;

  private static final LibcFunction SOCKET = Libc.bindInt("socket");
  private static final LibcFunction SOCKETPAIR = Libc.bindInt("socketpair");
  private static final LibcFunction BIND = Libc.bindInt("bind");
  private static final LibcFunction CONNECT = Libc.bindInt("connect");
  private static final LibcFunction LISTEN = Libc.bindInt("listen");
  private static final LibcFunction ACCEPT = Libc.bindInt("accept4");
  private static final LibcFunction SHUTDOWN = Libc.bindInt("shutdown");
  private static final LibcFunction SETSOCKOPT = Libc.bindInt("setsockopt");
  private static final KernelCall RECVMSG = KernelCall.bind("recvmsg", 47, 212);
  private static final KernelCall SENDMSG = KernelCall.bind("sendmsg", 46, 211);
  private static final KernelCall SENDTO = KernelCall.bind("sendto", 44, 206);

  private SocketCalls() {}

  static int socket(int flags) {
    return (int) SOCKET.call(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
  }

  static int socketpair(MemorySegment twoNumbers) {
    return (int) SOCKETPAIR.call(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, twoNumbers.address());
  }

  static int bind(int socket, MemorySegment address) {
    return (int) BIND.call(socket, address.address(), address.byteSize());
  }

  static int connect(int socket, MemorySegment address) {
    return (int) CONNECT.call(socket, address.address(), address.byteSize());
  }

  static int listen(int socket, int backlog) {
    return (int) LISTEN.call(socket, backlog);
  }

  static int accept(int socket) {
    return (int) ACCEPT.call(socket, 0, 0, SOCK_CLOEXEC);
  }

  static int shutdown(int socket) {
    return (int) SHUTDOWN.call(socket, SHUT_RDWR);
  }

  static int setOption(int socket, int option, MemorySegment value) {
    return (int) SETSOCKOPT.call(socket, SOL_SOCKET, option, value.address(), value.byteSize());
  }

  static long recvmsg(int socket, long message, int flags) {
    return RECVMSG.call(socket, message, flags, 0);
  }

  static long sendmsg(int socket, long message, int flags) {
    return SENDMSG.call(socket, message, flags, 0);
  }

  /** To whom it is connected to. */
  static long send(int socket, long bytes, long length, int flags) {
    return SENDTO.call(socket, bytes, length, flags);
  }
}
