package io.vfio4j.distribution.serve;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder for sockets: made if it is not there, for its owner alone. */
public final class SocketFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private SocketFolder() {}

  /**
   * Makes sure that the folder is there. One that is there keeps its permissions.
   *
   * @return its absolute path
   * @throws CommandFailed if it cannot be made
   */
  public static Path prepare(Path folder) {
    Path absolute = SocketPaths.absolute(folder);
    if (Files.isDirectory(absolute)) {
      return absolute;
    }
    try {
      Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      return absolute;
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot make the folder %s for sockets (%s): name another one"
              .formatted(absolute, FileProblem.words(e)),
          e);
    }
  }
}
