package io.vfio4j.core.pci.config;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLoopTest {

  @Test
  void readsAllOfConfigSpaceAsLinuxShowsIt() {
    Opened gpu = Opened.on(FakeFunction.gpu());
    byte[] expected = FakeFunction.gpu().bytes();
    for (int bar : new int[] {0x13, 0x1b, 0x23}) {
      assertEquals("0c0000", gpu.read(RegionIndex.CONFIG, bar - 3, 3));
    }

    assertEquals(HexFormat.of().formatHex(expected), gpu.read(RegionIndex.CONFIG, 0, 4096));
  }

  @ParameterizedTest
  @CsvSource({"0xffc, 8", "0x1000, 4", "0x1000, 1", "0, 4097", "0x7ffffffffffffffc, 4"})
  void answersEfaultBeyondItsEnd(long offset, int count) {
    Opened gpu = Opened.on(FakeFunction.gpu());

    assertErrno(Errno.EFAULT, () -> gpu.read(RegionIndex.CONFIG, offset, count));
    assertErrno(Errno.EFAULT, () -> gpu.write(RegionIndex.CONFIG, offset, "00".repeat(count)));
  }

  @Test
  void movesNothingWithoutLookingAtTheOffset() {
    Opened gpu = Opened.on(FakeFunction.gpu());

    assertEquals("", gpu.read(RegionIndex.CONFIG, 0x2000, 0));
    assertEquals(0, gpu.write(99, -1, ""));
  }

  @Test
  void writesUnownedBytesInNaturallyAlignedPieces() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);

    assertEquals(9, gpu.write(RegionIndex.CONFIG, 0xa1, "010203040506070809"));
    assertEquals(
        List.of("0a1/1=1", "0a2/2=302", "0a4/4=7060504", "0a8/2=908"), function.takeNotes());
  }

  @Test
  void cutsADwordWhereItsOwnerEnds() {
    FakeFunction function =
        new FakeFunction(256)
            .with(Header.STATUS, 1, 0x10)
            .with(Header.CAPABILITIES, 1, 0x40)
            .with(0x40, "09 00 06 00");
    Opened device = Opened.on(function);

    device.write(RegionIndex.CONFIG, 0x42, "a1a2a3a4a5a6");
    assertEquals(List.of("042/2=a2a1", "044/2=a4a3", "046/2=a6a5"), function.takeNotes());
    device.write(RegionIndex.CONFIG, 0x48, "b1b2b3b4");
    assertEquals(List.of("048/4=b4b3b2b1"), function.takeNotes());
  }
}
