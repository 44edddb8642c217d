package io.vfio4j.core.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostBar;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any sequence of writes to the BAR registers of any set of BARs, of any offset and length: what is
 * read keeps of what was written last the bits above a BAR's size, and has its flags.
 */
class BarWritesModelTest {
  private static final int FUNCTIONS = 200;
  private static final int ACCESSES = 60;
  private static final int FIRST = 0x10;
  private static final int ROM = 0x30;
  private static final int END = 0x34;
  private static final int BETWEEN = 0x28;

  /** For each byte from 0x10 on: the bits that a write sets, and those that are always set. */
  private final int[] kept = new int[END];

  private final int[] flags = new int[END];

  @ParameterizedTest
  @ValueSource(longs = {1, 20261125, 0x5eed})
  void areReadAsHardwareOfThatSizeWouldAnswer(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FUNCTIONS; i++) {
      Opened device = Opened.on(function(random));
      byte[] written = HexFormat.of().parseHex(device.read(RegionIndex.CONFIG, 0, END));
      for (int j = 0; j < ACCESSES; j++) {
        access(device, written, random, "seed %d, function %d, %d".formatted(seed, i, j));
      }
    }
  }

  private void access(Opened device, byte[] written, Random random, String where) {
    int from = FIRST + random.nextInt(END - FIRST);
    int count = 1 + random.nextInt(END - from);
    if (random.nextBoolean()) {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      device.write(RegionIndex.CONFIG, from, HexFormat.of().formatHex(bytes));
      System.arraycopy(bytes, 0, written, from, count);
    }
    byte[] expected = new byte[count];
    for (int at = from; at < from + count; at++) {
      boolean bar = at < BETWEEN || at >= ROM;
      expected[at - from] = (byte) (bar ? (written[at] & kept[at]) | flags[at] : 0);
    }
    assertEquals(
        HexFormat.of().formatHex(expected), device.read(RegionIndex.CONFIG, from, count), where);
  }

  private FakeFunction function(Random random) {
    FakeFunction function =
        new FakeFunction(256).readOnly(BETWEEN, 4, -1).readOnly(BETWEEN + 4, 4, -1);
    Arrays.fill(kept, 0);
    Arrays.fill(flags, 0);
    int index = 0;
    while (index <= RegionIndex.BAR5) {
      int registers = 1;
      if (random.nextInt(4) != 0) {
        FakeBar bar = bar(index == RegionIndex.BAR5, random);
        function.with(index, bar);
        registers = describe(FIRST + 4 * index, bar);
      }
      index += registers;
    }
    if (random.nextBoolean()) {
      long size = 1L << random.nextInt(11, 25);
      function.with(RegionIndex.ROM, FakeBar.memory32(size));
      put(ROM, -size | 1, 0);
    }
    return function;
  }

  private static FakeBar bar(boolean last, Random random) {
    FakeBar bar =
        switch (random.nextInt(last ? 2 : 3)) {
          case 0 -> FakeBar.io(1L << random.nextInt(2, 9));
          case 1 -> FakeBar.memory32(1L << random.nextInt(4, 32));
          default -> FakeBar.memory64(1L << random.nextInt(4, 48));
        };
    return random.nextBoolean() ? bar.notPrefetchable() : bar;
  }

  /** How many registers it has. */
  private int describe(int at, FakeBar bar) {
    int prefetchable = bar.prefetchable() ? 8 : 0;
    boolean wide = bar.kind() == HostBar.Kind.MEMORY_64;
    put(at, -bar.size(), bar.kind() == HostBar.Kind.IO ? 1 : prefetchable | (wide ? 4 : 0));
    if (wide) {
      put(at + 4, -bar.size() >> 32, 0);
    }
    return wide ? 2 : 1;
  }

  private void put(int at, long mask, int always) {
    for (int i = 0; i < 4; i++) {
      kept[at + i] = (int) (mask >>> (8 * i)) & 0xff;
      flags[at + i] = always >>> (8 * i) & 0xff;
    }
  }
}
