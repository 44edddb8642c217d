package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

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
  static final int SO_SNDTIMEO = 21;
  static final int SHUT_RDWR = 2;
  static final int MSG_CTRUNC = 0x8;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;
  static final int MSG_CMSG_CLOEXEC = 0x40000000;

  private static final MethodHandle SOCKET = Libc.bind("socket", 3);
  private static final MethodHandle SOCKETPAIR = Libc.bind("socketpair", 4);
  private static final MethodHandle BIND = Libc.bind("bind", 3);
  private static final MethodHandle CONNECT = Libc.bind("connect", 3);
  private static final MethodHandle LISTEN = Libc.bind("listen", 2);
  private static final MethodHandle ACCEPT = Libc.bind("accept4", 4);
  private static final MethodHandle SHUTDOWN = Libc.bind("shutdown", 2);
  private static final MethodHandle SETSOCKOPT = Libc.bind("setsockopt", 5);
  private static final MethodHandle RECVMSG = Libc.bind("recvmsg", 3);
  private static final MethodHandle SENDMSG = Libc.bind("sendmsg", 3);
  private static final MethodHandle SEND = Libc.bind("send", 4);

  private SocketCalls() {}

  static int socket(int flags) {
    try {
      return Scratch.intResult(
          (long)
              SOCKET.invokeExact(
                  Scratch.capture(),
                  (long) AF_UNIX,
                  (long) (SOCK_STREAM | SOCK_CLOEXEC | flags),
                  0L));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int socketpair(MemorySegment twoNumbers) {
    try {
      return Scratch.intResult(
          (long)
              SOCKETPAIR.invokeExact(
                  Scratch.capture(),
                  (long) AF_UNIX,
                  (long) (SOCK_STREAM | SOCK_CLOEXEC),
                  0L,
                  twoNumbers.address()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int bind(int socket, MemorySegment address) {
    try {
      return Scratch.intResult(
          (long)
              BIND.invokeExact(
                  Scratch.capture(), (long) socket, address.address(), address.byteSize()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int connect(int socket, MemorySegment address) {
    try {
      return Scratch.intResult(
          (long)
              CONNECT.invokeExact(
                  Scratch.capture(), (long) socket, address.address(), address.byteSize()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int listen(int socket, int backlog) {
    try {
      return Scratch.intResult(
          (long) LISTEN.invokeExact(Scratch.capture(), (long) socket, (long) backlog));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int accept(int socket) {
    try {
      return Scratch.intResult(
          (long) ACCEPT.invokeExact(Scratch.capture(), (long) socket, 0L, 0L, (long) SOCK_CLOEXEC));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int shutdown(int socket) {
    try {
      return Scratch.intResult(
          (long) SHUTDOWN.invokeExact(Scratch.capture(), (long) socket, (long) SHUT_RDWR));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int setOption(int socket, int option, MemorySegment value) {
    try {
      return Scratch.intResult(
          (long)
              SETSOCKOPT.invokeExact(
                  Scratch.capture(),
                  (long) socket,
                  (long) SOL_SOCKET,
                  (long) option,
                  value.address(),
                  value.byteSize()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long recvmsg(int socket, long message, int flags) {
    try {
      return Scratch.result(
          (long) RECVMSG.invokeExact(Scratch.capture(), (long) socket, message, (long) flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long sendmsg(int socket, long message, int flags) {
    try {
      return Scratch.result(
          (long) SENDMSG.invokeExact(Scratch.capture(), (long) socket, message, (long) flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long send(int socket, long bytes, long length, int flags) {
    try {
      return Scratch.result(
          (long) SEND.invokeExact(Scratch.capture(), (long) socket, bytes, length, (long) flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
