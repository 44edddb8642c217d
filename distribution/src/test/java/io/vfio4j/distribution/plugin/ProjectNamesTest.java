package io.vfio4j.distribution.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectNamesTest {

  private static ProjectNames acme() {
    return ProjectNames.checked("com.acme", "acme-gpu", "1.0", null, null);
  }

  @Test
  void whatIsNotGivenComesFromTheRest() {
    assertEquals("com.acme", acme().values().get("package"));
    assertEquals("AcmeGpu", acme().values().get("classPrefix"));
  }

  @Test
  void sourcesGoToTheFolderOfTheirPackage() {
    assertEquals(
        "src/test/java/com/acme/AcmeGpuDeviceTest.java",
        acme().place("src/test/java/__classPrefix__DeviceTest.java"));
    assertEquals("src/main/resources/x", acme().place("src/main/resources/x"));
  }

  @Test
  void whatIsMavensStaysInTheText() {
    assertEquals(
        "AcmeGpuDriver ${project.version} 1.0",
        acme().fill("${classPrefix}Driver ${project.version} ${version}"));
  }

  @Test
  void aPackageThatIsMadeOfAKeywordIsRefused() {
    CommandFailed failed =
        assertThrows(
            CommandFailed.class,
            () -> ProjectNames.checked("com.class.x", "acme", "1.0", null, null));
    assertEquals(
        "'class' in the package com.class.x is a keyword of Java: name another one with --package",
        failed.line());
    ProjectNames record = ProjectNames.checked("com.record", "acme", "1.0", null, null);
    assertEquals("com.record", record.values().get("package"));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme, vfio, , 'classes whose names begin with Vfio are there already'",
    "com.acme, forwarding-vfio, , 'classes whose names begin with ForwardingVfio are'",
    "com.acme, acme, Variant, 'classes whose names begin with Variant are there already'",
    "com.acme, simulated, , 'classes whose names begin with Simulated are there already'",
    "java.acme, acme, , 'the package java.acme is Java''s own'",
  })
  void namesThatWouldNotCompileAreRefused(
      String groupId, String artifactId, String classPrefix, String why) {
    CommandFailed failed =
        assertThrows(
            CommandFailed.class,
            () -> ProjectNames.checked(groupId, artifactId, "1.0", null, classPrefix));
    assertEquals(ExitCode.USAGE, failed.code());
    assertTrue(failed.line().startsWith(why), failed.line());
  }

  @Test
  void namesThatNoProjectCanHaveAreRefused() {
    String[][] wrong = {
      {"com acme", "acme", "1.0", null, null},
      {"com.acme", "../acme", "1.0", null, null},
      {"com.acme", "Acme", "1.0", null, null},
      {"com.acme", "acme", "one", null, null},
      {"com.acme", "acme", "1.0", "com.acme.", null},
      {"Com-Acme", "acme", "1.0", null, null},
      {"com.acme", "acme", "1.0", null, "acme"},
    };
    for (String[] w : wrong) {
      CommandFailed failed =
          assertThrows(
              CommandFailed.class, () -> ProjectNames.checked(w[0], w[1], w[2], w[3], w[4]));
      assertEquals(ExitCode.USAGE, failed.code());
      assertTrue(failed.line().contains("is none such as"), failed.line());
    }
  }
}
