package io.vfio4j.core.pci.config;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeBar;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {

  /** Which bits of hardware a write of ones (or zeros) to the dword changes. */
  @ParameterizedTest
  @CsvSource({
    "0x00, 00000000",
    "0x08, 00000000",
    "0x0c, ff00ffff",
    "0x10, 00000000",
    "0x24, 00000000",
    "0x28, 00000000",
    "0x2c, 00000000",
    "0x30, 00000000",
    "0x34, 00000000",
    "0x38, 00000000",
    "0x3c, 00000000",
  })
  void letsOnlyTheseBitsReachHardware(int offset, String writable) {
    for (int value : new int[] {0, -1}) {
      FakeFunction function = new FakeFunction(256).with(offset, 4, ~value);
      Opened device = Opened.on(function);
      int before = function.configRead(offset, 4);
      device.config(offset, 4, value);

      int changed = before ^ function.configRead(offset, 4);
      assertEquals(writable, "%08x".formatted(changed));
    }
  }

  @Test
  void keepsTheInterruptLineToItself() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    gpu.config(0x3c, 2, 0x0507);

    assertEquals(0x0107, gpu.config(0x3c, 2));
    assertEquals(0x0a, function.configRead(0x3c, 1));
  }

  @Test
  void turnsDecodingOnAndBusMasterOffAtOpen() {
    FakeFunction function = FakeFunction.gpu().with(Header.COMMAND, 2, 0x0504);
    Opened gpu = Opened.on(function);

    assertEquals(0x0102, gpu.config(Header.COMMAND, 2));
    assertEquals(0x0102, function.configRead(Header.COMMAND, 2));
  }

  @Test
  void forwardsTheCommandRegisterButForIntxDisable() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    gpu.config(Header.COMMAND, 2, 0x0546);

    assertEquals(0x0546, gpu.config(Header.COMMAND, 2));
    assertEquals(0x0146, function.configRead(Header.COMMAND, 2));
  }

  @Test
  void answersMemoryAccessesOnlyWhileMemorySpaceIsOn() {
    Opened gpu = Opened.on(FakeFunction.gpu());
    gpu.config(Header.COMMAND, 2, 0x0101);
    assertErrno(Errno.EIO, () -> gpu.read(0, 0x1498, 4));
    assertErrno(Errno.EIO, () -> gpu.write(2, 0x3000, "00000000"));

    gpu.config(Header.COMMAND, 1, 0x02);
    assertEquals("98999a9b", gpu.read(0, 0x1498, 4));
    gpu.config(Header.COMMAND + 1, 1, 0);
    assertEquals("98999a9b", gpu.read(0, 0x1498, 4));
  }

  @Test
  void showsAMemoryBitThatHardwareHasNot() {
    FakeFunction function =
        new FakeFunction(256).with(0, FakeBar.memory32(0x1000)).readOnly(Header.COMMAND, 2, 2);
    Opened device = Opened.on(function);
    assertEquals(2, device.config(Header.COMMAND, 2));

    device.config(Header.COMMAND, 2, 0);
    assertEquals(0, device.config(Header.COMMAND, 2));
    assertEquals("00010203", device.read(0, 0, 4));
  }

  @Test
  void putsBackBarsThatAResetBehindItsBackCleared() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    function.with(0x10, 4, 0).with(Header.COMMAND, 2, 0);
    gpu.config(Header.COMMAND, 2, 0x0006);

    assertEquals(List.of("010/4=e200000c", "004/2=6"), function.takeNotes());
  }

  @ParameterizedTest
  @CsvSource({
    "8086, 1562-1564, 1563",
    "8086, 1571-1575, 1572 1574",
    "8086, 157f-158c, 1580 1581 1583 1584 1585 1586 1587 1588 1589 158a 158b",
    "8086, 37cf-37d3, 37d0 37d1 37d2",
    "8087, 1580-1583, ''",
  })
  void knowsWhosePinDoesNotWork(String vendor, String range, String broken) {
    int[] ends = Arrays.stream(range.split("-", -1)).mapToInt(HexFormat::fromHexDigits).toArray();
    List<String> found = new ArrayList<>();
    for (int device = ends[0]; device <= ends[1]; device++) {
      FakeFunction function = new FakeFunction(256).with(Header.INTERRUPT_PIN, 1, 1);
      function.with(0, 2, HexFormat.fromHexDigits(vendor)).with(2, 2, device);
      if (Opened.on(function).device().irqInfo(IrqIndex.INTX).count() == 0) {
        found.add(Integer.toHexString(device));
      }
    }
    assertEquals(broken, String.join(" ", found));
  }

  @Test
  void hidesThePinOfAFunctionWhosePinDoesNotWork() {
    FakeFunction function =
        new FakeFunction(256).with(0, "86 80 83 15").with(Header.INTERRUPT_PIN, 1, 1);
    Opened device = Opened.on(function);

    assertEquals(0, device.config(Header.INTERRUPT_PIN, 1));
    assertEquals(0, device.device().irqInfo(IrqIndex.INTX).count());
    assertEquals(0x0400, function.configRead(Header.COMMAND, 2));
    assertEquals(0, device.config(Header.COMMAND, 2));
  }

  @Test
  void putsTheHeaderBackAtClose() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    gpu.config(Header.COMMAND, 2, 0x0007);
    gpu.config(0x0c, 1, 0x10);
    gpu.device().close();

    assertEquals(0x0103, function.configRead(Header.COMMAND, 2));
    assertEquals(0, function.configRead(0x0c, 1));
  }

  @Test
  void beginsAnewForTheNextClient() {
    Opened gpu = Opened.on(FakeFunction.gpu());
    gpu.config(0x10, 4, 0);
    gpu.config(0x3c, 1, 5);
    gpu.device().close();
    gpu.device().open();

    assertEquals("0c0000e2", gpu.read(RegionIndex.CONFIG, 0x10, 4));
    assertEquals(0x0a, gpu.config(0x3c, 1));
  }
}
