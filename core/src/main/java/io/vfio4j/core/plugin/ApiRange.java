package io.vfio4j.core.plugin;

import org.pf4j.VersionManager;

/** Holds {@code Plugin-Requires} against the version of the api that is here. */
record ApiRange(VersionManager versions, String api) {

  void check(PluginManifest manifest) throws PluginRefused {
    if (!contains(manifest.requires())) {
      throw new PluginRefused(
          "it requires an api %s, and this is %s: build it against this one, or use a version of it that was"
              .formatted(manifest.requires(), api));
    }
  }

  private boolean contains(String range) throws PluginRefused {
    try {
      return versions.checkVersionConstraint(api, range);
    } catch (RuntimeException unreadable) {
      throw new PluginRefused(
          "its manifest's Plugin-Requires '%s' is no range such as '%s'"
              .formatted(range, ApiVersion.range(api)));
    }
  }
}
