package io.vfio4j.distribution.agent;

import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the user's folder of plugins. */
public final class PluginFolders {

  private PluginFolders() {}

  /**
   * Loads a folder.
   *
   * @throws CommandFailed if there is no such folder
   */
  public static Plugins load(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed(
          ExitCode.NOT_FOUND,
          "no folder %s: name the folder of plugins with --plugins DIR".formatted(folder));
    }
    try {
      return PluginFolder.load(folder);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED, "cannot read %s (%s): check its permissions".formatted(folder, e), e);
    }
  }
}
