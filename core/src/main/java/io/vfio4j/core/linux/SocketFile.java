package io.vfio4j.core.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What is found at the path of a socket. */
public enum SocketFile {
  /** Nothing: a server may listen there. */
  ABSENT,
  /** A socket that nobody listens to; its server died. It may be removed. */
  STALE,
  /** A socket with a server behind it. */
  LIVE,
  /** Something else: it must not be touched. */
  NOT_A_SOCKET;

  private static final int S_IFMT = 0xf000;
  private static final int S_IFSOCK = 0xc000;

  /**
   * Looks, by connecting: a live server sees a client that leaves at once.
   *
   * @throws LinuxException when it cannot be told, for example with {@code EACCES}
   */
  public static SocketFile at(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return ABSENT;
    }
    if (!isSocket(path)) {
      return NOT_A_SOCKET;
    }
    int result = SocketSetup.tryConnect(path);
    return switch (-result) {
      case ErrnoTable.ECONNREFUSED -> STALE;
      case ErrnoTable.ENOENT -> ABSENT;
      // A full backlog, or a socket of another type, are someone's as well.
      case 0, ErrnoTable.EAGAIN, ErrnoTable.EPROTOTYPE -> LIVE;
      default -> throw LinuxException.of("connect", -result, path.toString());
    };
  }

  private static boolean isSocket(Path path) {
    try {
      int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & S_IFMT) == S_IFSOCK;
    } catch (IOException e) {
      return false;
    }
  }
}
