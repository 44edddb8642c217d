package io.vfio4j.distribution.demo;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for sockets, for this run and its user alone. At a signal it goes too, if what is in it
 * does.
 *
 * @param path of the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * Makes one.
   *
   * @throws CommandFailed if there is no room for it
   */
  public static TemporaryFolder create() {
    try {
      Path path = Files.createTempDirectory("vfio4j");
      path.toFile().deleteOnExit();
      return new TemporaryFolder(path);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot make a folder for sockets in %s (%s): make it so that you may write there"
              .formatted(System.getProperty("java.io.tmpdir"), FileProblem.words(e)),
          e);
    }
  }

  /** The servers have removed their sockets by now. */
  @Override
  public void close() {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "something was left in %s (%s): remove it".formatted(path, FileProblem.words(e)),
          e);
    }
  }
}
