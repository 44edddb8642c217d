package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any chain of capabilities: of any ids, looping, overlapping, leading into the header or over the
 * end, with any bytes in them.
 */
class ChainModelTest {
  private static final int FUNCTIONS = 3_000;
  private static final int ACCESSES = 24;
  private static final int LONGEST = 24;
  private static final int SIZE = 256;
  private static final int EXTENDED_SIZE = 4096;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261125, 0x5eed})
  void isShownAsTheModelHasIt(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FUNCTIONS; i++) {
      FakeFunction function = function(SIZE, random);
      Opened device = Opened.on(function);
      ChainModel model = new ChainModel(function.bytes());
      String where = "seed %d, function %d".formatted(seed, i);
      if (device.config(Header.CAPABILITIES, 1) != 0) {
        assertEquals(model.first(), device.config(Header.CAPABILITIES, 1), where);
      }
      for (int j = 0; j < ACCESSES; j++) {
        int at = Header.LENGTH + random.nextInt(SIZE - Header.LENGTH);
        access(device, function, model::owner, model::read, at, random, where);
      }
    }
  }

  /**
   * Any access that begins at a byte and stops before the first of which the model knows nothing.
   */
  private static void access(
      Opened device,
      FakeFunction function,
      IntFunction<ChainModel.Owner> owner,
      ToIntBiFunction<Integer, byte[]> model,
      int at,
      Random random,
      String where) {
    int count = 0;
    int most = 1 + random.nextInt(LONGEST);
    while (count < most && known(owner, at + count, function.configSize())) {
      count++;
    }
    byte[] written = new byte[count];
    random.nextBytes(written);
    String place = "%s, 0x%x + %d".formatted(where, at, count);
    assertEquals(
        shown(model, at, count, function), device.read(RegionIndex.CONFIG, at, count), place);
    byte[] expected = function.bytes();
    for (int i = 0; i < count; i++) {
      boolean dropped = owner.apply(at + i) == ChainModel.Owner.READ_ONLY;
      expected[at + i] = dropped ? expected[at + i] : written[i];
    }
    device.write(RegionIndex.CONFIG, at, HexFormat.of().formatHex(written));
    assertArrayEquals(expected, function.bytes(), place);
    assertEquals(
        shown(model, at, count, function), device.read(RegionIndex.CONFIG, at, count), place);
  }

  /** The first 256 bytes and the others have a model each. */
  private static boolean known(IntFunction<ChainModel.Owner> owner, int at, int size) {
    return at < size && owner.apply(at) != ChainModel.Owner.OTHER;
  }

  private static String shown(
      ToIntBiFunction<Integer, byte[]> model, int at, int count, FakeFunction function) {
    byte[] now = function.bytes();
    byte[] shown = new byte[count];
    for (int i = 0; i < count; i++) {
      shown[i] = (byte) model.applyAsInt(at + i, now);
    }
    return HexFormat.of().formatHex(shown);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 20261127, 0xbeef})
  void isShownAsTheModelHasItBeyondByte256Too(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FUNCTIONS; i++) {
      FakeFunction function = expressFunction(random);
      extendedChain(function, random);
      Opened device = Opened.on(function);
      ExtendedChainModel model = new ExtendedChainModel(function.bytes());
      for (int j = 0; j < ACCESSES; j++) {
        int at = extended(model, random);
        access(
            device,
            function,
            model::owner,
            model::read,
            at,
            random,
            "seed %d, function %d".formatted(seed, i));
      }
    }
  }

  /** Rather one that somebody owns. */
  private static int extended(ExtendedChainModel model, Random random) {
    int at = SIZE + random.nextInt(EXTENDED_SIZE - SIZE);
    for (int i = 0; i < 8 && model.owner(at) == ChainModel.Owner.NOBODY; i++) {
      at = SIZE + random.nextInt(EXTENDED_SIZE - SIZE);
    }
    return at;
  }

  /** Whatever the extended chain holds, reads agree with each other. */
  @ParameterizedTest
  @ValueSource(longs = {2, 20261126, 0xfeed})
  void readsInOnePieceWhatItReadsInPieces(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FUNCTIONS / 10; i++) {
      FakeFunction function = expressFunction(random);
      extendedChain(function, random);
      Opened device = Opened.on(function);
      StringBuilder bytes = new StringBuilder();
      for (int at = 0; at < EXTENDED_SIZE; at++) {
        bytes.append("%02x".formatted(device.config(at, 1)));
      }
      int from = random.nextInt(EXTENDED_SIZE);
      int count = random.nextInt(EXTENDED_SIZE - from + 1);
      String where = "seed %d, function %d, 0x%x + %d".formatted(seed, i, from, count);
      String expected = bytes.substring(2 * from, 2 * (from + count));
      assertEquals(expected, device.read(RegionIndex.CONFIG, from, count), where);
    }
  }

  /** Any bytes, and now and then an id and a pointer that make a chain. */
  private static FakeFunction function(int size, Random random) {
    byte[] bytes = new byte[size - Header.LENGTH];
    random.nextBytes(bytes);
    FakeFunction function =
        new FakeFunction(size)
            .with(Header.STATUS, 1, random.nextInt(16) == 0 ? 0 : 0x10)
            .with(Header.CAPABILITIES, 1, pointer(random))
            .with(Header.LENGTH, HexFormat.ofDelimiter(" ").formatHex(bytes));
    for (int at = Header.LENGTH; at < SIZE; at += 4) {
      if (random.nextInt(4) != 0) {
        function.with(at, 1, random.nextInt(0x16)).with(at + 1, 1, pointer(random));
      }
    }
    return function;
  }

  private static FakeFunction expressFunction(Random random) {
    return function(EXTENDED_SIZE, random)
        .with(Header.STATUS, 1, 0x10)
        .with(Header.CAPABILITIES, 1, 0x40)
        .with(0x40, "10 00 02 00")
        .with(0x41, 1, pointer(random));
  }

  private static int pointer(Random random) {
    return random.nextInt(8) == 0 ? random.nextInt(SIZE) : Header.LENGTH + random.nextInt(0xc0);
  }

  private static void extendedChain(FakeFunction function, Random random) {
    int at = SIZE;
    for (int i = 0; i < 12; i++) {
      int next = SIZE + 4 * random.nextInt((EXTENDED_SIZE - SIZE) / 4);
      function.with(at, 4, random.nextInt(0x33) | random.nextInt(16) << 16 | next << 20);
      at = next;
    }
  }
}
