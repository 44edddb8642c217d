package io.vfio4j.core.host.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles whose functions have their properties from the bytes of ACPI tables. */
class AcpiTablesTest {
  private static final String PROFILE =
      """
      { "description": "one function", "acpi": { "tables": ["%s"] }, "functions": [{
        "address": "0000:01:00.0", "ids": { "vendor": 1, "device": 2, "class": 3 },
        %s }] }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void putTable() throws IOException {
    Files.copy(Path.of("src/main/acpi/gh200-96g.aml"), folder.resolve("gpu.aml"));
  }

  @Test
  void aFunctionHasThePropertiesOfItsNode() throws IOException {
    Profile profile = Profile.read(write("gpu.aml", "\"acpiPath\": \"_SB.PC09.RP00.GPU0\""));
    assertEquals(
        Map.of(
            "nvidia,gpu-mem-base-pa", 0x4000_0000_0000L,
            "nvidia,gpu-mem-pxm-start", 16L,
            "nvidia,gpu-mem-pxm-count", 8L,
            "nvidia,gpu-mem-size", 0x18_0000_0000L),
        profile.functions().getFirst().properties());
  }

  @Test
  void aFunctionWithoutANodeHasThoseOfTheProfile() throws IOException {
    Profile profile = Profile.read(write("gpu.aml", "\"properties\": { \"own\": 5 }"));
    assertEquals(Map.of("own", 5L), profile.functions().getFirst().properties());
  }

  @Test
  void aNodeThatNoTableHasIsRefused() {
    assertProblem(
        "functions[0].acpiPath: none of the profile's tables has this device",
        "gpu.aml",
        "\"acpiPath\": \"_SB.PC09.RP01.GPU0\"");
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertProblem(
        "functions[0].acpiPath: '_SB/PC09' is not an ACPI path such as \\_SB.PC09.RP00.GPU0",
        "gpu.aml",
        "\"acpiPath\": \"_SB/PC09\"");
  }

  @Test
  void aNodeAndPropertiesBothAreRefused() {
    assertProblem(
        "functions[0].properties: there is an acpiPath already",
        "gpu.aml",
        "\"acpiPath\": \"_SB.PC09.RP00.GPU0\", \"properties\": {}");
  }

  @Test
  void aTableThatIsNotThereIsRefused() {
    assertProblem(
        "acpi.tables: 'other.aml' is not there; it belongs beside the profile",
        "other.aml",
        "\"properties\": {}");
  }

  @Test
  void aTableElsewhereIsRefused() {
    assertProblem(
        "acpi.tables: '../gpu.aml' is not the name of a file beside the profile",
        "../gpu.aml",
        "\"properties\": {}");
  }

  @Test
  void aTextInNoFolderHasNoTables() {
    String text = PROFILE.formatted("gpu.aml", "\"properties\": {}");
    ProfileException e = assertThrows(ProfileException.class, () -> Profile.parse(text, "text"));
    assertEquals(
        "text: acpi.tables: 'gpu.aml' cannot be read: this profile is in no folder",
        e.getMessage());
  }

  private Path write(String table, String keys) throws IOException {
    return Files.writeString(folder.resolve("profile.json"), PROFILE.formatted(table, keys));
  }

  private void assertProblem(String problem, String table, String keys) {
    ProfileException e =
        assertThrows(ProfileException.class, () -> Profile.read(write(table, keys)));
    assertEquals(folder.resolve("profile.json") + ": " + problem, e.getMessage());
  }
}
