package io.vfio4j.distribution.serve;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.linux.SocketAddress;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Where a function's socket is. */
public final class SocketPaths {
  private static final Path UP = Path.of("..");

  private SocketPaths() {}

  /**
   * A path that the kernel takes for a socket.
   *
   * @return the same
   * @throws CommandFailed if it is too long
   */
  public static Path checked(Path socket) {
    int length = SocketAddress.length(socket);
    if (length > SocketAddress.LONGEST_PATH) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "the socket's path %s has %d bytes, and Linux takes %d: name a shorter folder"
              .formatted(socket, length, SocketAddress.LONGEST_PATH));
    }
    return socket;
  }

  /**
   * The same in absolute terms. What {@code ..} is the kernel says: behind a symbolic link it is
   * not the folder that the link is in.
   */
  public static Path absolute(Path path) {
    Path absolute = path.toAbsolutePath();
    boolean up = StreamSupport.stream(absolute.spliterator(), false).anyMatch(UP::equals);
    return up ? absolute : absolute.normalize();
  }

  /** The socket of a function in a folder of sockets. */
  public static Path in(Path folder, PciAddress address) {
    return folder.resolve(address + ".sock");
  }
}
