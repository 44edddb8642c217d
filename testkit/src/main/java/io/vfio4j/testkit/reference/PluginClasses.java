package io.vfio4j.testkit.reference;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The class files of a plugin, by their names with slashes. */
final class PluginClasses {
  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> files;

  private PluginClasses(Map<String, byte[]> files) {
    this.files = files;
  }

  static PluginClasses read(Path plugin) throws IOException {
    if (Files.isDirectory(plugin)) {
      return below(plugin);
    }
    try (FileSystem jar = FileSystems.newFileSystem(plugin)) {
      return below(jar.getPath("/"));
    } catch (ProviderNotFoundException e) {
      throw new IOException("it is no jar", e);
    }
  }

  private static PluginClasses below(Path root) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<Path> found;
    try (Stream<Path> all = Files.walk(root)) {
      found = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : found) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (!name.endsWith("module-info.class")) {
        files.put(name.substring(0, name.length() - SUFFIX.length()), Files.readAllBytes(file));
      }
    }
    return new PluginClasses(files);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(files.keySet());
  }

  List<ClassReferences> references() throws IOException {
    List<ClassReferences> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try {
        all.add(ClassReferences.of(file.getValue()));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "%s%s is no readable class file: %s".formatted(file.getKey(), SUFFIX, e.getMessage()),
            e);
      }
    }
    return all;
  }
}
