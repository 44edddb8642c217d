package io.vfio4j.api.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
  private static final Register LINK = new Register(0, 0x1498, 4, "C2C_LINK");

  @ParameterizedTest
  @CsvSource({
    "0, 0x1498, 4, true",
    "0, 0x149b, 1, true",
    "0, 0x1490, 9, true",
    "0, 0, 0x7fffffffffffffff, true",
    "0, 0x1490, 8, false",
    "0, 0x149c, 4, false",
    "0, 0x1498, 0, false",
    "0, 0x7ffffffffffffff0, 8, false",
    "1, 0x1498, 4, false"
  })
  void anAccessTouchesItOrNot(int region, String offset, String count, boolean touched) {
    assertEquals(touched, LINK.overlaps(region, Long.decode(offset), Long.decode(count)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "C2C LINK", "a\nb", "\u00e9"})
  void aNameThatIsNoWordIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Register(0, 0, 4, name));
  }

  @Test
  void aPlaceThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Register(-1, 0, 4, "A"));
    assertThrows(IllegalArgumentException.class, () -> new Register(0, -1, 4, "A"));
    assertThrows(IllegalArgumentException.class, () -> new Register(0, 0, 0, "A"));
    assertThrows(IllegalArgumentException.class, () -> new Register(0, Long.MAX_VALUE, 1, "A"));
  }
}
