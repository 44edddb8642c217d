package io.vfio4j.distribution.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.distribution.exit.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("vfio4j.properties"), text);
  }

  @Test
  void aLineIsASetting() throws IOException {
    assertEquals(Map.of("acme.mode", "odd"), SettingsFile.read(file("# mine\nacme.mode = odd\n")));
  }

  @Test
  void aSettingOfNoDriverIsToldOfWithTheFile() throws IOException {
    Path file = file("mode = odd\n");
    CommandFailed failed = assertThrows(CommandFailed.class, () -> SettingsFile.read(file));
    assertEquals(
        file + " has a setting of no driver: 'mode' is not NAME.KEY; correct it there",
        failed.line());
  }
}
