package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** socket(2) and its family, in the kernel's convention. Addresses are plain numbers. */
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

  private static final MethodHandle SOCKET =
      Libc.bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKETPAIR =
      Libc.bind("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle BIND = Libc.bind("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT =
      Libc.bind("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LISTEN = Libc.bind("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT =
      Libc.bind("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN = Libc.bind("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      Libc.bind("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECVMSG =
      Libc.bind("recvmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SENDMSG =
      Libc.bind("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      Libc.bind("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

  private SocketCalls() {}

  static int socket(int flags) {
    try {
      int type = SOCK_STREAM | SOCK_CLOEXEC | flags;
      int returned = (int) SOCKET.invokeExact(Scratch.capture(), AF_UNIX, type, 0);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int socketpair(MemorySegment twoNumbers) {
    try {
      int type = SOCK_STREAM | SOCK_CLOEXEC;
      int returned = (int) SOCKETPAIR.invokeExact(Scratch.capture(), AF_UNIX, type, 0, twoNumbers);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int bind(int socket, MemorySegment address) {
    try {
      int length = (int) address.byteSize();
      return (int)
          Scratch.result((int) BIND.invokeExact(Scratch.capture(), socket, address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int connect(int socket, MemorySegment address) {
    try {
      int length = (int) address.byteSize();
      return (int)
          Scratch.result((int) CONNECT.invokeExact(Scratch.capture(), socket, address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int listen(int socket, int backlog) {
    try {
      return (int) Scratch.result((int) LISTEN.invokeExact(Scratch.capture(), socket, backlog));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int accept(int socket) {
    try {
      int returned = (int) ACCEPT.invokeExact(Scratch.capture(), socket, 0L, 0L, SOCK_CLOEXEC);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int shutdown(int socket) {
    try {
      return (int) Scratch.result((int) SHUTDOWN.invokeExact(Scratch.capture(), socket, SHUT_RDWR));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int setOption(int socket, int option, MemorySegment value) {
    try {
      int length = (int) value.byteSize();
      int returned =
          (int)
              SETSOCKOPT.invokeExact(Scratch.capture(), socket, SOL_SOCKET, option, value, length);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long recvmsg(int socket, long message, int flags) {
    try {
      return Scratch.result((long) RECVMSG.invokeExact(Scratch.capture(), socket, message, flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long sendmsg(int socket, long message, int flags) {
    try {
      return Scratch.result((long) SENDMSG.invokeExact(Scratch.capture(), socket, message, flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long send(int socket, long bytes, long length, int flags) {
    try {
      return Scratch.result(
          (long) SEND.invokeExact(Scratch.capture(), socket, bytes, length, flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
