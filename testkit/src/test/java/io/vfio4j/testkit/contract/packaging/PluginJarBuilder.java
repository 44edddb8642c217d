package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.fixture.FixtureDrivers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** A plugin's jar in the making: right at first. */
final class PluginJarBuilder {
  static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Map<String, byte[]> entries = new TreeMap<>();

  private PluginJarBuilder() {}

  static PluginJarBuilder right() {
    PluginJarBuilder jar = new PluginJarBuilder();
    jar.text(
        MANIFEST,
        """
        Manifest-Version: 1.0
        Plugin-Id: fixture
        Plugin-Version: 1.0.0
        Plugin-Requires: >=0.1.0 & <0.2.0
        """);
    return jar.driver(FixtureDrivers.Right.class);
  }

  PluginJarBuilder driver(Class<?> driver) {
    return pack(FixtureDrivers.Right.class).pack(driver).services(driver.getName());
  }

  PluginJarBuilder services(String text) {
    return text(PackagedPlugin.SERVICES, text);
  }

  PluginJarBuilder text(String entry, String text) {
    return bytes(entry, text.getBytes(StandardCharsets.UTF_8));
  }

  PluginJarBuilder bytes(String entry, byte[] bytes) {
    entries.put(entry, bytes);
    return this;
  }

  PluginJarBuilder without(String entry) {
    entries.remove(entry);
    return this;
  }

  PluginJarBuilder pack(Class<?> type) {
    String entry = PackagedPlugin.entry(type.getName());
    return bytes(entry, classBytes(entry));
  }

  PluginJarBuilder change(String entry, Consumer<byte[]> change) {
    change.accept(entries.get(entry));
    return this;
  }

  private static byte[] classBytes(String entry) {
    try (InputStream in = PluginJarBuilder.class.getResourceAsStream("/" + entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a jar, whose first entry is the manifest. */
  Path writeJar(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream stream = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        stream.putNextEntry(new ZipEntry(entry.getKey()));
        stream.write(entry.getValue());
        stream.closeEntry();
      }
    }
    return jar;
  }

  /** Writes the same as a folder of classes. */
  Path writeFolder(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
    return folder;
  }
}
