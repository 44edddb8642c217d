package io.vfio4j.core.host.acpi.aml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePathTest {

  @ParameterizedTest
  @ValueSource(strings = {"\\_SB_.PC9_.RP00", "\\_SB.PC9.RP00", "_SB.PC9_.RP00", "\\_sb.pc9.rp00"})
  void underscoresAtTheEndOfASegmentMakeNoDifference(String text) {
    assertEquals(NamePath.parse("\\_SB_.PC9_.RP00"), NamePath.parse(text));
    assertEquals("\\_SB.PC9.RP00", NamePath.parse(text).toString());
  }

  @Test
  void aSegmentOfUnderscoresKeepsOne() {
    assertEquals("\\_", NamePath.parse("____").toString());
  }

  @Test
  void theRootHasNoParent() {
    assertEquals(NamePath.ROOT, NamePath.parse("\\"));
    assertEquals(Optional.empty(), NamePath.ROOT.parent());
    assertEquals(Optional.of(NamePath.ROOT), NamePath.parse("\\_SB").parent());
    assertEquals(Optional.of(NamePath.parse("\\_SB")), NamePath.parse("\\_SB.PC09").parent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\_SB..PC09", "\\_SB.", "PC009", "9PC", "\\_SB/PC09", "^PC09", "PC 9"})
  void whatIsNoPathIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> NamePath.parse(text));
  }

  @Test
  void aPathOfTooManySegmentsIsRefused() {
    String text = "A.".repeat(NamePath.MAX_SEGMENTS) + "A";
    assertThrows(IllegalArgumentException.class, () -> NamePath.parse(text));
  }
}
