package io.vfio4j.core.plugin;

import io.vfio4j.api.VariantDriver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of the api, which its own build wrote into it: what {@code Plugin-Requires} is held
 * against.
 */
public final class ApiVersion {
  private static final String RESOURCE = "/META-INF/vfio4j/api-version";
  private static final String SNAPSHOT = "-SNAPSHOT";

  private ApiVersion() {}

  /**
   * The version, without {@code -SNAPSHOT}: by the rules of semantic versions 0.1.0-SNAPSHOT would
   * not be within {@code >=0.1.0}.
   */
  public static String current() {
    try (InputStream resource = VariantDriver.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the api lacks its resource " + RESOURCE);
      }
      String version = new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
      return version.endsWith(SNAPSHOT)
          ? version.substring(0, version.length() - SNAPSHOT.length())
          : version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The range that a plugin names which is made for the current version, see {@code @Stable}. */
  public static String range() {
    return range(current());
  }

  /** From a version to the next one that may break what was made for it. */
  static String range(String version) {
    String[] numbers = version.split("\\.", -1);
    int major = Integer.parseInt(numbers[0]);
    String end =
        major == 0 ? "0." + (Integer.parseInt(numbers[1]) + 1) + ".0" : (major + 1) + ".0.0";
    return ">=" + version + " & <" + end;
  }
}
