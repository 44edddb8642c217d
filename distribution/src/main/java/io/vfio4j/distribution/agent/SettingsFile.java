package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Reads {@code etc/vfio4j.properties}: settings, {@code NAME.KEY = VALUE}. */
final class SettingsFile {

  private SettingsFile() {}

  /** The settings in the image's file; none if there is no such file. */
  static Map<String, String> read() {
    Optional<Path> file = Home.resolve("etc/vfio4j.properties").filter(Files::isRegularFile);
    return file.map(SettingsFile::read).orElse(Map.of());
  }

  static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot read %s (%s): correct it or remove it".formatted(file, FileProblem.words(e)),
          e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return checked(file, settings);
  }

  private static Map<String, String> checked(Path file, Map<String, String> settings) {
    try {
      Settings.of(settings);
      return settings;
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s has a setting of no driver: %s; correct it there".formatted(file, e.getMessage()),
          e);
    }
  }
}
