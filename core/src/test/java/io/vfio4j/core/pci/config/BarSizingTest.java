package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeBar;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarSizingTest {
  private static final int ONES = -1;

  /** The values of Linux' own driver, spec/oracle/no-properties.txt. */
  @Test
  void readsAndWritesRegistersAsLinuxDoes() {
    Opened gpu = Opened.on(FakeFunction.gpu());
    for (int bar = 0; bar < 6; bar++) {
      gpu.config(0x10 + 4 * bar, 4, ONES);
    }
    assertEquals(
        "0c0000ffffffffff0c0000f0ffffffff0c0000feffffffff", gpu.read(RegionIndex.CONFIG, 0x10, 24));
  }

  /** The accesses of spec/oracle/no-properties.txt after sizing, and Linux' answers to them. */
  @Test
  void answersAccessesThatStraddleRegistersAsLinuxDoes() {
    Opened gpu = Opened.on(FakeFunction.gpu());
    gpu.write(RegionIndex.CONFIG, 0x18, "1122335044332211");
    assertEquals("0c00005044332211", gpu.read(RegionIndex.CONFIG, 0x18, 8));
    gpu.write(RegionIndex.CONFIG, 0x1d, "ab");
    gpu.write(RegionIndex.CONFIG, 0x1e, "cdef");
    assertEquals("44abcdef", gpu.read(RegionIndex.CONFIG, 0x1c, 4));
    gpu.write(RegionIndex.CONFIG, 0x20, "778899baccddeeff");
    assertEquals("cdef0c00", gpu.read(RegionIndex.CONFIG, 0x1e, 4));
    assertEquals("0c0000baccddeeff", gpu.read(RegionIndex.CONFIG, 0x20, 8));
    assertEquals("eeff0000", gpu.read(RegionIndex.CONFIG, 0x26, 4));
    gpu.write(RegionIndex.CONFIG, 0x26, "11120000");
    assertEquals("0c0000baccdd111200000000", gpu.read(RegionIndex.CONFIG, 0x20, 12));
    gpu.write(RegionIndex.CONFIG, 0x16, "01025555");
    assertEquals("000001020c000050", gpu.read(RegionIndex.CONFIG, 0x14, 8));
    gpu.device().reset();
    assertEquals("000001020c000050", gpu.read(RegionIndex.CONFIG, 0x14, 8));
  }

  @Test
  void showsTheHostsAddressesUntilTheClientWritesItsOwn() {
    Opened gpu = Opened.on(FakeFunction.gpu());

    assertEquals(
        "0c0000e2000000000c0000d0000000000c0000e000000000", gpu.read(RegionIndex.CONFIG, 0x10, 24));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1000, fffff00c, ffffffff",
    "0x100000, fff0000c, ffffffff",
    "0x80000000, 8000000c, ffffffff",
    "0x100000000, 0000000c, ffffffff",
    "0x2000000000, 0000000c, ffffffe0",
  })
  void sizesA64BitBar(long size, String low, String high) {
    Opened device = Opened.on(new FakeFunction(256).with(2, FakeBar.memory64(size)));
    device.config(0x18, 4, ONES);
    device.config(0x1c, 4, ONES);

    assertEquals(low, hex(device.config(0x18, 4)));
    assertEquals(high, hex(device.config(0x1c, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1000, false, fffff000",
    "0x1000, true, fffff008",
    "0x80000000, true, 80000008",
  })
  void sizesA32BitBar(long size, boolean prefetchable, String shown) {
    FakeBar bar = FakeBar.memory32(size);
    Opened device =
        Opened.on(new FakeFunction(256).with(1, prefetchable ? bar : bar.notPrefetchable()));
    device.config(0x14, 4, ONES);

    assertEquals(shown, hex(device.config(0x14, 4)));
  }

  @Test
  void sizesAnIoBar() {
    Opened device = Opened.on(new FakeFunction(256).with(5, FakeBar.io(0x20)));
    device.config(0x24, 4, ONES);

    assertEquals("ffffffe1", hex(device.config(0x24, 4)));
  }

  @Test
  void sizesTheRomAndKeepsItsEnableBit() {
    Opened device = Opened.on(new FakeFunction(256).with(6, FakeBar.memory32(0x10000)));
    device.config(0x30, 4, 0xfffff800);
    assertEquals("ffff0000", hex(device.config(0x30, 4)));

    device.config(0x30, 4, ONES);
    assertEquals("ffff0001", hex(device.config(0x30, 4)));
  }

  @Test
  void readsZeroWhereThereIsNoBar() {
    Opened device = Opened.on(new FakeFunction(256));
    for (int register : new int[] {0x10, 0x14, 0x18, 0x1c, 0x20, 0x24, 0x30}) {
      device.config(register, 4, ONES);
      assertEquals(0, device.config(register, 4));
    }
  }

  @Test
  void neverMovesTheHardwaresBars() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    gpu.config(0x10, 4, 0x12345678);

    assertEquals(0xe200000c, function.configRead(0x10, 4));
  }

  private static String hex(int value) {
    return "%08x".formatted(value);
  }
}
