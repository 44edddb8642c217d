package io.vfio4j.distribution.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectNamesTest {
  private static final Path TEMPLATE =
      Path.of("../archetype/src/main/resources/archetype-resources");
  private static final Pattern IMPORT =
      Pattern.compile("^import [a-z0-9.]+\\.(\\w+)(Device|Driver);$", Pattern.MULTILINE);

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

  /** Names of the template's classes are of this kind: a prefix, and Device or Driver. */
  @Test
  void aPrefixThatMakesTheNameOfAnImportIsRefused() throws IOException {
    Set<String> taken = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TEMPLATE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher imports = IMPORT.matcher(Files.readString(file));
        imports.results().forEach(found -> taken.add(found.group(1)));
      }
    }
    assertEquals(Set.of("ForwardingVfio", "Simulated", "Variant", "Vfio"), taken);
    for (String prefix : taken) {
      assertRefused("would hide one of vfio4j's", "com.acme", "acme", prefix);
    }
    assertRefused("begins with 'Vfio' would hide", "com.acme", "vfio", null);
    ProjectNames.checked("com.acme", "vfio", "1.0", null, "Acme");
  }

  @Test
  void aPackageOfJavasOrOursIsRefused() {
    for (String name : List.of("java", "java.x", "javax.net", "io.vfio4j.api.x", "org.slf4j")) {
      assertRefused("the package " + name + " is Java's or vfio4j's own", name, "acme", null);
    }
    ProjectNames.checked("javax.acme", "acme", "1.0", null, null);
  }

  private static void assertRefused(
      String why, String groupId, String artifactId, @Nullable String classPrefix) {
    CommandFailed failed =
        assertThrows(
            CommandFailed.class,
            () -> ProjectNames.checked(groupId, artifactId, "1.0", null, classPrefix));
    assertEquals(ExitCode.USAGE, failed.code());
    assertTrue(failed.line().contains(why), failed.line());
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
