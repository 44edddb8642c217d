package io.vfio4j.core.plugin;

import io.vfio4j.core.binding.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What can be seen of a plugin without loading a class of it.
 *
 * @param manifest what its manifest says
 * @param warnings what is wrong but does no harm
 */
record PluginJar(PluginManifest manifest, List<String> warnings) {
  static final String SERVICES = "META-INF/services/io.vfio4j.api.VariantDriver";
  private static final String API_FOLDER = "io/vfio4j/api/";

  /** A name that begins at a root, or has a step up. */
  private static final Pattern OUTSIDE =
      Pattern.compile("^[/\\\\]|^[A-Za-z]:|(^|[/\\\\])\\.\\.([/\\\\]|$)");

  static PluginJar read(Path path) throws PluginRefused {
    if (path.toString().endsWith(".zip")) {
      throw new PluginRefused(
          "a plugin is one .jar with all that it needs, not a .zip of several: pack it so");
    }
    if (!Files.isDirectory(path) && !path.toString().endsWith(".jar")) {
      throw new PluginRefused(
          path.toString().toLowerCase(Locale.ROOT).endsWith(".jar")
              ? "its name does not end in .jar, in small letters: rename it"
              : "it is neither a .jar nor a folder of classes");
    }
    try (PluginContents contents = PluginContents.open(path)) {
      checkInside(contents);
      PluginManifest manifest = PluginManifest.of(manifest(contents));
      if (!contents.contains(SERVICES)) {
        throw new PluginRefused(
            "it has no file %s: write the name of the driver's class into one".formatted(SERVICES));
      }
      return new PluginJar(manifest, warnings(contents));
    } catch (IOException e) {
      throw new PluginRefused("it is no readable jar (%s): copy it anew".formatted(e.getMessage()));
    }
  }

  /** Nothing is unpacked here, but whoever made such a jar hopes that somebody does. */
  private static void checkInside(PluginContents contents) throws IOException, PluginRefused {
    for (String name : contents.names()) {
      if (OUTSIDE.matcher(name).find()) {
        throw new PluginRefused(
            "its entry '%s' points outside of it: do not unpack it, and get the jar anew from its author"
                .formatted(Failure.oneLine(name)));
      }
    }
  }

  private static Manifest manifest(PluginContents contents) throws IOException, PluginRefused {
    Manifest manifest = contents.manifest();
    if (manifest == null) {
      throw new PluginRefused(
          "it has no META-INF/MANIFEST.MF: write one into src/main/resources, where compiled"
              + " classes find it as well as the jar");
    }
    return manifest;
  }

  private static List<String> warnings(PluginContents contents) throws IOException {
    List<String> warnings = new ArrayList<>();
    if (contents.names().stream().anyMatch(PluginJar::isApiClass)) {
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
