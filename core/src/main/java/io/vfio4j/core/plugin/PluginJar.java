package io.vfio4j.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What can be seen of a plugin's jar without loading a class of it.
 *
 * @param manifest what its manifest says
 * @param warnings what is wrong but does no harm
 */
record PluginJar(PluginManifest manifest, List<String> warnings) {
  static final String SERVICES = "META-INF/services/io.vfio4j.api.VariantDriver";
  private static final String API_FOLDER = "io/vfio4j/api/";

  static PluginJar read(Path path) throws PluginRefused {
    try (JarFile jar = new JarFile(path.toFile())) {
      PluginManifest manifest = PluginManifest.of(jar.getManifest());
      if (jar.getEntry(SERVICES) == null) {
        throw new PluginRefused(
            "it has no file %s: write the name of the driver's class into one".formatted(SERVICES));
      }
      return new PluginJar(manifest, warnings(jar));
    } catch (IOException e) {
      throw new PluginRefused("it is no readable jar (%s): copy it anew".formatted(e.getMessage()));
    }
  }

  private static List<String> warnings(JarFile jar) {
    List<String> warnings = new ArrayList<>();
    if (jar.stream().map(JarEntry::getName).anyMatch(PluginJar::isApiClass)) {
      warnings.add(
          "it packs its own io.vfio4j.api, which is not used: give that dependency the scope"
              + " provided");
    }
    return warnings;
  }

  private static boolean isApiClass(String entry) {
    return entry.startsWith(API_FOLDER) && entry.endsWith(".class");
  }
}
