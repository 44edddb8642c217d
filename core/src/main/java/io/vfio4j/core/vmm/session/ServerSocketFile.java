package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.core.linux.SocketFile;
import io.vfio4j.core.linux.UnixSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The file of a listening socket, from before it listens until it is closed.
 *
 * <p>A file that a dead server left is replaced. One that a live server listens on, and one that is
 * no socket, is left alone.
 */
public final class ServerSocketFile implements AutoCloseable {
  /** Only the owner may connect: a client can do all that the device can. */
  private static final int MODE = 0600;

  private static final int BACKLOG = 16;

  private final Path path;
  private final UnixSocket listener;
  private final Object identity;

  private ServerSocketFile(Path path, UnixSocket listener) {
    this.path = path;
    this.listener = listener;
    this.identity = identity(path);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if something is there that is not to be replaced; the message
   *     says what to do
   * @throws io.vfio4j.core.linux.LinuxException if the socket cannot be made
   */
  public static ServerSocketFile listen(Path path) {
    switch (SocketFile.at(path)) {
      case ABSENT -> {}
      case STALE -> removeStale(path);
      case LIVE ->
          throw new IllegalStateException(
              path
                  + ": another server listens on this socket; stop it (lsof "
                  + path
                  + " shows it) or choose another path");
      case NOT_A_SOCKET ->
          throw new IllegalStateException(
              Files.isDirectory(path)
                  ? path + ": this is a folder; choose a path in it"
                  : path
                      + ": there is a file that is no socket; move it away or choose another path");
    }
    UnixSocket listener = UnixSocket.listen(path, MODE, BACKLOG);
    try {
      return new ServerSocketFile(path, listener);
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  /** The socket; closed with this or before. */
  public UnixSocket listener() {
    return listener;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Closes the socket and removes its file, if that is still ours. */
  @Override
  public void close() {
    listener.close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity(path).equals(identity)) {
      remove(path);
    }
  }

  private static Object identity(Path path) {
    try {
      return Objects.requireNonNull(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  private static void removeStale(Path path) {
    try {
      remove(path);
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(
          "%s: a server that is gone left this socket, and it cannot be removed (%s); remove it or choose another path"
              .formatted(path, FileProblem.words(e.getCause())),
          e);
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
