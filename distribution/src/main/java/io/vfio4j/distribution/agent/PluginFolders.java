package io.vfio4j.distribution.agent;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads the plugins that the user wants. */
final class PluginFolders {

  private PluginFolders() {}

  /**
   * Loads them.
   *
   * @param limit how long a plugin may take to make its drivers
   * @throws CommandFailed if something that was named is not there
   */
  static Plugins load(PluginChoice choice, Duration limit) {
    choice.named().forEach(PluginFolders::checkThere);
    return load(choice.named(), choice.folder(), limit);
  }

  private static void checkThere(Path plugin) {
    if (Files.notExists(plugin)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND,
          "no plugin %s: build it, or name another with --plugin JAR".formatted(plugin));
    }
  }

  private static Plugins load(List<Path> named, Path folder, Duration limit) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND,
          "no folder %s: name the folder of plugins with --plugins DIR".formatted(folder));
    }
    try {
      return PluginFolder.load(named, folder, limit);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot read %s (%s): name another folder with --plugins DIR"
              .formatted(folder, FileProblem.words(e)),
          e);
    }
  }
}
