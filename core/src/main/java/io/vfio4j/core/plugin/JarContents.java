package io.vfio4j.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** The files of a jar. */
final class JarContents implements PluginContents {
  private final JarFile jar;

  JarContents(Path path) throws IOException {
    this.jar = new JarFile(path.toFile());
  }

  @Override
  public @Nullable Manifest manifest() throws IOException {
    return jar.getManifest();
  }

  @Override
  public boolean contains(String name) {
    return jar.getEntry(name) != null;
  }

  @Override
  public List<String> names() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
