package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarSizingTest {

  @Test
  void isAsInV17UnlessSetOtherwise() {
    assertEquals(BarSizing.V17, BarSizing.of(Optional.empty()));
    assertEquals(BarSizing.V17, BarSizing.of(Optional.of("v17")));
    assertEquals(BarSizing.LINUX_6_14, BarSizing.of(Optional.of("linux-6.14")));
  }

  @Test
  void refusesAnUnknownValueAndSaysWhichThereAre() {
    VfioException refusal =
        assertThrows(VfioException.class, () -> BarSizing.of(Optional.of("linux-6.15")));
    assertEquals(Errno.EINVAL, refusal.errno());
    assertEquals(
        "setting bar-sizing is 'linux-6.15'; it can be v17 (the default) or linux-6.14",
        refusal.getMessage());
  }
}
