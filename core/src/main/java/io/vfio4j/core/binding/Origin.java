package io.vfio4j.core.binding;

/**
 * Where a driver comes from, for errors that have to name the culprit.
 *
 * @param plugin the plugin's id
 * @param version the plugin's version
 * @param jar the jar's file name
 */
public record Origin(String plugin, String version, String jar) {

  @Override
  public String toString() {
    return "%s %s, %s".formatted(plugin, version, jar);
  }
}
