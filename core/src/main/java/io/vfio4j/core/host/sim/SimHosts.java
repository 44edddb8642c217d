package io.vfio4j.core.host.sim;

import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.sim.profile.Profile;
import io.vfio4j.core.host.sim.profile.ProfileException;
import io.vfio4j.core.host.sim.profile.UnknownProfileException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Simulated hosts by what the operator writes. */
public final class SimHosts {
  /** What such a host's name begins with. */
  public static final String PREFIX = "sim:";

  private SimHosts() {}

  /**
   * Opens {@code sim:NAME}, a built-in profile, or {@code sim:FILE}: a name has no slash in it and
   * does not end in {@code .json}.
   *
   * @throws ProfileException if the profile is wrong, or its memory cannot be made; {@link
   *     UnknownProfileException} if there is none
   */
  public static SimHost open(String spec) {
    if (!spec.startsWith(PREFIX) || spec.length() == PREFIX.length()) {
      throw new UnknownProfileException("'%s' is not sim:NAME or sim:FILE".formatted(spec));
    }
    Profile profile = profile(spec.substring(PREFIX.length()));
    try {
      return SimHost.load(profile);
    } catch (VfioException e) {
      throw new ProfileException("%s: %s".formatted(profile.name(), e.getMessage()));
    }
  }

  private static Profile profile(String name) {
    if (!name.contains("/") && !name.endsWith(".json")) {
      return Profile.builtIn(name);
    }
    try {
      return Profile.read(Path.of(name));
    } catch (InvalidPathException e) {
      throw new ProfileException("'%s' is not a file's name: %s".formatted(name, e.getReason()));
    }
  }
}
