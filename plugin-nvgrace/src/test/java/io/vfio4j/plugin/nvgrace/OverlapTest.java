package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

  @ParameterizedTest
  @CsvSource({
    "0x18, 8, 0, 8, 0",
    "0x10, 16, 8, 8, 0",
    "0x16, 4, 2, 2, 0",
    "0x10, 24, 8, 8, 0",
    "0x1c, 4, 0, 4, 4",
    "0x1f, 4, 0, 1, 7",
    "0x1a, 0, 0, 0, 0",
    "0x14, 4, 0, 0, 0",
    "0x20, 8, 0, 0, 0",
    "0x7ffffffffffffff0, 8, 0, 0, 0"
  })
  void isWhatAccessAndRegisterAt18HaveInCommon(
      String access, long count, int bufferOffset, int overlap, int registerOffset) {
    assertEquals(
        new Overlap(bufferOffset, overlap, registerOffset),
        Overlap.of(Long.decode(access), count, 0x18, 8));
  }

  @Test
  void countsTheBytesThatAreInBoth() {
    for (int access = 0; access < 48; access++) {
      for (int count = 0; count < 48; count++) {
        assertEquals(byteWise(access, count), Overlap.of(access, count, 0x18, 8));
      }
    }
  }

  private static Overlap byteWise(int access, int count) {
    int common = 0;
    int first = 0;
    for (int i = count - 1; i >= 0; i--) {
      if (access + i >= 0x18 && access + i < 0x20) {
        common++;
        first = i;
      }
    }
    return common == 0 ? new Overlap(0, 0, 0) : new Overlap(first, common, access + first - 0x18);
  }
}
