package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any chain of capabilities: of any ids, looping, overlapping, leading into the header or over the
 * end, with any bytes in them.
 */
class ChainModelTest {
  private static final int FUNCTIONS = 3_000;
  private static final int ACCESSES = 24;
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
        access(device, function, model.owner(at), now -> model.read(at, now), at, random, where);
      }
    }
  }

  private static void access(
      Opened device,
      FakeFunction function,
      ChainModel.Owner owner,
      ToIntFunction<byte[]> model,
      int at,
      Random random,
      String where) {
    if (owner == ChainModel.Owner.OTHER) {
      return;
    }
    String place = "%s, %s byte 0x%x".formatted(where, owner, at);
    assertEquals(model.applyAsInt(function.bytes()), device.config(at, 1), place);
    int before = function.configRead(at, 1);
    int value = random.nextInt(256);
    device.config(at, 1, value);
    boolean dropped = owner == ChainModel.Owner.READ_ONLY;
    assertEquals(dropped ? before : value, function.configRead(at, 1), place);
    assertEquals(model.applyAsInt(function.bytes()), device.config(at, 1), place);
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
            model.owner(at),
            now -> model.read(at, now),
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
