package io.vfio4j.testkit.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedDifferenceTest {

  private static boolean allowed(String row, String operation, String one, String other) {
    AllowedDifference allowed = AllowedDifference.parse(row).getFirst();
    return allowed.allows("spi", new Difference(1, operation, one, other));
  }

  @Test
  void isForTheReaderItNames() {
    assertTrue(allowed("spi | reset | 0 | EIO | why", "reset", "0", "EIO"));
    assertTrue(allowed("* | reset | 0 | EIO | why", "reset", "0", "EIO"));
    assertFalse(allowed("vfio-user | reset | 0 | EIO | why", "reset", "0", "EIO"));
  }

  @Test
  void takesAnyWordForAStarAndNothingElse() {
    String row = "spi | read * * 8 | 4 * | EINVAL | why";
    assertTrue(allowed(row, "read 2 0x10 8", "4 00000000", "EINVAL"));
    assertFalse(allowed(row, "read 2 0x10 8 4", "4 00000000", "EINVAL"));
    assertFalse(allowed(row, "read 2 0x10 8", "5 00000000", "EINVAL"));
  }

  @Test
  void wantsWhatHasANameToBeTheSame() {
    String row = "spi | read 7 0 4 | 4 ${a}00${b} | 4 ${a}ff${b} | why";
    assertTrue(allowed(row, "read 7 0 4", "4 00110022", "4 0011ff22"));
    assertFalse(allowed(row, "read 7 0 4", "4 00110022", "4 0111ff22"));
  }

  @Test
  void wantsARestToBeTheSame() {
    String row = "spi | info | a *... | b *... | why";
    assertTrue(allowed(row, "info", "a 1 x y", "b 2 x y"));
    assertFalse(allowed(row, "info", "a 1 x y", "b 2 x z"));
  }

  @Test
  void hasFiveColumns() {
    assertThrows(ScriptException.class, () -> AllowedDifference.parse("spi | info | why"));
  }

  @Test
  void isLookedForWhereAnswersDiffer() {
    Transcript one = Transcript.parse("probe : 0\ninfo : a\n");
    Transcript other = Transcript.parse("probe : 0\ninfo : b\n");
    assertEquals(List.of(new Difference(2, "info", "a", "b")), Comparison.differences(one, other));
    assertThrows(
        IllegalArgumentException.class,
        () -> Comparison.differences(one, Transcript.parse("probe : 0\nreset : 0\n")));
  }
}
