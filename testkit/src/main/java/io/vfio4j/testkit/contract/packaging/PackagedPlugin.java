package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A plugin's jar, looked into without loading a class of it. */
final class PackagedPlugin implements AutoCloseable {
  static final String SERVICES = "META-INF/services/io.vfio4j.api.VariantDriver";

  private final JarFile jar;

  private PackagedPlugin(JarFile jar) {
    this.jar = jar;
  }

  static PackagedPlugin open(PluginFile file) {
    try {
      return new PackagedPlugin(new JarFile(file.jar().toFile()));
    } catch (IOException e) {
      throw new RuleBroken("%s cannot be read: %s".formatted(file.name(), e.getMessage()));
    }
  }

  Optional<String> manifest(String name) throws IOException {
    Manifest manifest = jar.getManifest();
    Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
    return Optional.ofNullable(attributes.getValue(name)).map(String::strip);
  }

  /** The classes that the services file names; empty if there is no such file. */
  Optional<List<String>> providers() throws IOException {
    Optional<byte[]> file = bytes(SERVICES);
    return file.map(bytes ->
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList());
  }

  Optional<byte[]> bytes(String entry) throws IOException {
    JarEntry found = jar.getJarEntry(entry);
    if (found == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(found)) {
      return Optional.of(in.readAllBytes());
    }
  }

  static String entry(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** The first class in a package or below it, as its entry. */
  Optional<String> firstClassIn(String folder) {
    return classes().stream().filter(entry -> entry.startsWith(folder)).findFirst();
  }

  List<String> classes() {
    return jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")).toList();
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
