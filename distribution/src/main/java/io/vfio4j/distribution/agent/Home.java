package io.vfio4j.distribution.agent;

import java.nio.file.Path;
import java.util.Optional;

/** The folder that the image lies in: bin, lib, plugins, etc. */
public final class Home {

  private Home() {}

  /**
   * A file or folder in it; empty if vfio4j was not started by its script, which names the folder.
   */
  public static Optional<Path> resolve(String name) {
    return Optional.ofNullable(System.getProperty("vfio4j.home"))
        .map(home -> Path.of(home).resolve(name));
  }
}
