package io.vfio4j.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The files of a plugin: packed in a jar, or in a folder as the compiler left them, such as {@code
 * target/classes}. Names are those of a jar's entries, with slashes.
 */
interface PluginContents extends AutoCloseable {

  /**
   * Opens what a path names.
   *
   * @throws IOException if it is no readable jar
   */
  static PluginContents open(Path path) throws IOException {
    return Files.isDirectory(path) ? new FolderContents(path) : new JarContents(path);
  }

  /** Its manifest, if it has one. */
  @Nullable Manifest manifest() throws IOException;

  /** Whether a file is there. */
  boolean contains(String name);

  /** The names of all files. */
  List<String> names() throws IOException;

  @Override
  void close() throws IOException;
}
