package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeBar;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random accesses of any offset and length, against a model that knows nothing of pieces: it holds
 * each byte's bits by themselves and moves bytes one by one.
 */
class ConfigModelTest {
  private static final int SIZE = 4096;
  private static final int OPERATIONS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261123, 0x5eed})
  void answersAsAModelOfSingleBytes(long seed) {
    FakeFunction function = function();
    Opened device = Opened.on(function);
    ByteModel model = new ByteModel(function.bytes());
    Random random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      int offset = random.nextInt(4) == 0 ? random.nextInt(SIZE) : random.nextInt(0x160);
      int count = Math.min(1 + random.nextInt(24), SIZE - offset);
      String where = "seed %d, operation %d, 0x%x + %d".formatted(seed, i, offset, count);
      if (random.nextBoolean()) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        device.write(RegionIndex.CONFIG, offset, HexFormat.of().formatHex(bytes));
        model.write(offset, bytes);
      } else {
        String expected = HexFormat.of().formatHex(model.read(offset, count));
        assertEquals(expected, device.read(RegionIndex.CONFIG, offset, count), where);
      }
    }
    assertArrayEquals(model.hardware(), function.bytes(), "hardware, seed " + seed);
  }

  /** Vendor, SATA, MSI, a hidden one, PCI-X 2; error reporting, ATS, a hidden one, DVSEC. */
  private static FakeFunction function() {
    return new FakeFunction(SIZE)
        .with(0x00, "36 1b 10 00 00 00 10 00 01 00 00 01 00 00 00 00")
        .with(0x34, "40 00 00 00 00 00 00 00 0b 01 00 00")
        .with(0x40, "09 50 0b 00")
        .with(0x50, "12 60 10 00")
        .with(0x60, "05 80 8a 01")
        .with(0x80, "0d 90 00 00")
        .with(0x90, "07 00 00 10")
        .with(0x100, "01 00 02 13")
        .with(0x130, "0f 00 01 14")
        .with(0x140, "1e 00 01 15")
        .with(0x150, "23 00 01 00 98 1e 00 01")
        .with(0, FakeBar.memory64(0x4000))
        .with(2, FakeBar.memory32(0x100000).notPrefetchable())
        .with(3, FakeBar.io(0x100))
        .with(4, FakeBar.memory64(0x2000000000L))
        .with(6, FakeBar.memory32(0x800));
  }
}
