package io.vfio4j.core.plugin;

import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What a plugin's manifest says.
 *
 * @param id {@code Plugin-Id}
 * @param version {@code Plugin-Version}
 * @param requires {@code Plugin-Requires}, a range of versions of the api
 */
public record PluginManifest(String id, String version, String requires) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  static PluginManifest of(Manifest manifest) throws PluginRefused {
    Attributes attributes = manifest.getMainAttributes();
    if (attributes.getValue("Plugin-Dependencies") != null) {
      throw new PluginRefused(
          "its manifest has Plugin-Dependencies, but plugins do not see each other: pack what it"
              + " needs");
    }
    return new PluginManifest(
        word(attributes, "Plugin-Id", "nvgrace"),
        word(attributes, "Plugin-Version", "1.0.0"),
        line(attributes, "Plugin-Requires", ApiVersion.range()));
  }

  private static String word(Attributes attributes, String name, String example)
      throws PluginRefused {
    String value = line(attributes, name, example);
    if (!WORD.matcher(value).matches()) {
      throw new PluginRefused(
          "its manifest's %s '%s' is not a word such as %s".formatted(name, value, example));
    }
    return value;
  }

  private static String line(Attributes attributes, String name, String example)
      throws PluginRefused {
    String value = attributes.getValue(name);
    if (value == null || value.isBlank()) {
      throw new PluginRefused(
          "its manifest has no %s: add a line such as '%s: %s'".formatted(name, name, example));
    }
    return value.strip();
  }
}
