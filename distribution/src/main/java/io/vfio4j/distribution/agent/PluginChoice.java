package io.vfio4j.distribution.agent;

import java.nio.file.Path;
import java.util.List;

/**
 * Which plugins the user wants.
 *
 * @param folder the folder of jars
 * @param named plugins beside those, each a jar or a folder of classes; they come first
 */
public record PluginChoice(Path folder, List<Path> named) {

  /** Keeps a copy. */
  public PluginChoice {
    named = List.copyOf(named);
  }
}
