package io.vfio4j.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a folder. */
record FolderContents(Path folder) implements PluginContents {

  @Override
  public @Nullable Manifest manifest() throws IOException {
    return contains(JarFile.MANIFEST_NAME) ? manifest(folder) : null;
  }

  /** The manifest of a folder that has one. */
  static Manifest manifest(Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve(JarFile.MANIFEST_NAME))) {
      return new Manifest(file);
    }
  }

  @Override
  public boolean contains(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(this::name).sorted().toList();
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  @Override
  public void close() {}
}
