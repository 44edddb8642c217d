package io.vfio4j.core.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sockets that have a name in the file system. */
final class SocketSetup {
  private SocketSetup() {}

  static UnixSocket listen(Path path, int mode, int backlog) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = SocketAddress.of(path, arena);
      Descriptor socket = Descriptor.own("socket", SocketCalls.socket(0));
      try {
        bind(socket.number(), address, mode, path);
        check("listen", SocketCalls.listen(socket.number(), backlog), path);
        return UnixSocket.adopt(socket);
      } catch (RuntimeException e) {
        socket.close();
        throw e;
      }
    }
  }

  /**
   * Linux gives the new file the mode of the unbound socket, less the umask. So it is never more
   * open than asked for, and whatever the umask took away is put back before anyone can connect.
   */
  private static void bind(int socket, MemorySegment address, int mode, Path path) {
    check("fchmod", FileCalls.fchmod(socket, mode), path);
    check("bind", SocketCalls.bind(socket, address), path);
    try {
      Files.setAttribute(path, "unix:mode", mode);
    } catch (IOException e) {
      throw new IllegalStateException("cannot set the mode of " + path, e);
    }
  }

  static UnixSocket connect(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = SocketAddress.of(path, arena);
      Descriptor socket = Descriptor.own("socket", SocketCalls.socket(0));
      int result = SocketCalls.connect(socket.number(), address);
      if (result < 0) {
        socket.close();
      }
      check("connect", result, path);
      return UnixSocket.adopt(socket);
    }
  }

  /** The outcome of connecting without waiting, in the kernel's convention. */
  static int tryConnect(Path path) {
    try (Arena arena = Arena.ofConfined();
        Descriptor socket =
            Descriptor.own("socket", SocketCalls.socket(SocketCalls.SOCK_NONBLOCK))) {
      return SocketCalls.connect(socket.number(), SocketAddress.of(path, arena));
    }
  }

  private static void check(String call, int result, Path path) {
    if (result < 0) {
      throw LinuxException.of(call, -result, path.toString());
    }
  }
}
