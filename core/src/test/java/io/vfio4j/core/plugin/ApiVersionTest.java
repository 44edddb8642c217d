package io.vfio4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pf4j.DefaultVersionManager;

/** The api has one version, and plugins name a range of it. */
class ApiVersionTest {

  private static void check(String api, String requires) throws PluginRefused {
    new ApiRange(new DefaultVersionManager(), api)
        .check(new PluginManifest("acme", "1.0.0", requires));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, >=0.1.0 & <0.2.0",
    "0.9.3, >=0.9.3 & <0.10.0",
    "1.0.0, >=1.0.0 & <2.0.0",
    "12.4.1, >=12.4.1 & <13.0.0"
  })
  void itsRangeEndsWhereSomethingMayBreak(String version, String range) throws PluginRefused {
    assertEquals(range, ApiVersion.range(version));
    check(version, range);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, true",
    "0.1.7, true",
    "0.2.0, false",
    "0.0.9, false",
    "1.0.0, false",
    "1.1.0, false"
  })
  void aPluginIsTakenByTheVersionsInItsRangeAlone(String api, boolean taken) {
    String requires = ">=0.1.0 & <0.2.0";
    if (taken) {
      assertDoesNotThrow(() -> check(api, requires));
    } else {
      String reason = assertThrows(PluginRefused.class, () -> check(api, requires)).reason();
      assertTrue(reason.contains("requires an api " + requires + ", and this is " + api), reason);
    }
  }

  @Test
  void theRangeOfTheVersionHereTakesIt() {
    assertDoesNotThrow(() -> check(ApiVersion.current(), ApiVersion.range()));
  }

  @Test
  void whatIsNoRangeIsToldOneThatIs() {
    String reason = assertThrows(PluginRefused.class, () -> check("0.3.0", "newest")).reason();
    assertTrue(reason.endsWith("is no range such as '>=0.3.0 & <0.4.0'"), reason);
  }
}
