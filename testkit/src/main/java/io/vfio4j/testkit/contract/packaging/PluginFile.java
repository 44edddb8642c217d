package io.vfio4j.testkit.contract.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A plugin alone in a folder, where the agent's own loader finds it: a copy of its jar, under its
 * own name, by which the agent knows a jar; or a jar made of its folder of classes.
 */
record PluginFile(String name, Path folder, Path jar) implements AutoCloseable {

  static PluginFile of(Path plugin) throws IOException {
    Path folder = Files.createTempDirectory("vfio4j-plugin");
    boolean classes = Files.isDirectory(plugin);
    Path jar = folder.resolve(classes ? "plugin.jar" : plugin.getFileName().toString());
    PluginFile file = new PluginFile(plugin.toString(), folder, jar);
    file.removeAtASignal();
    try {
      if (classes) {
        pack(plugin, jar);
      } else {
        Files.copy(plugin, jar);
      }
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The last one that was said goes first. */
  private void removeAtASignal() {
    folder.toFile().deleteOnExit();
    jar.toFile().deleteOnExit();
  }

  private static void pack(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(classes)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        String entry = classes.relativize(file).toString().replace('\\', '/');
        entries.putNextEntry(new ZipEntry(entry));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(jar);
    Files.deleteIfExists(folder);
  }
}
