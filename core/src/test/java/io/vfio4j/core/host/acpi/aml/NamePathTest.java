package io.vfio4j.core.host.acpi.aml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

  /** As their texts are in order, with the underscores that are left out. */
  @Test
  void parentsComeBeforeTheirChildren() {
    List<String> texts =
        List.of("\\", "\\A", "\\A.B", "\\A.B.C", "\\A.C", "\\AB", "\\B", "\\B.A.A", "\\_SB.A");
    List<NamePath> paths = texts.stream().map(NamePath::parse).toList();
    List<NamePath> shuffled = new ArrayList<>(paths);
    Collections.shuffle(shuffled, new Random(1));
    List<String> padded = new ArrayList<>(shuffled.stream().map(NamePathTest::padded).toList());
    Collections.sort(shuffled);
    Collections.sort(padded);
    assertEquals(padded, shuffled.stream().map(NamePathTest::padded).toList());
    assertEquals(0, paths.get(3).compareTo(NamePath.parse("\\A.B.C")));
    assertEquals(paths.get(3).hashCode(), NamePath.parse("\\A.B.C").hashCode());
  }

  private static String padded(NamePath path) {
    return path.parent().map(above -> padded(above) + path.lastSegment()).orElse("");
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
