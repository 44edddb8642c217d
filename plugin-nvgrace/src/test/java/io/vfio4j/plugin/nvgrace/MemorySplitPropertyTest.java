package io.vfio4j.plugin.nvgrace;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.VfioException;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random bases and sizes against a model that computes with numbers of any length. */
class MemorySplitPropertyTest {
  private static final int ROUNDS = 20_000;
  private static final BigInteger GIB = TWO.pow(30);
  private static final BigInteger MEMBLOCK = TWO.pow(29);
  private static final BigInteger WRAP = TWO.pow(64);

  @ParameterizedTest
  @EnumSource
  void agreesWithTheModel(BarSizing sizing) {
    Random random = new Random(20_240_220);
    for (int round = 0; round < ROUNDS; round++) {
      long base = random.nextLong() >>> random.nextInt(64);
      long size = round % 2 == 0 ? anySize(random) : sizeNearAPowerOfTwo(random);
      MemoryProperties memory = new MemoryProperties(base, size);
      assertEquals(model(base, size, sizing), actual(memory, sizing), memory.toString());
    }
  }

  /** Without the carve-out: all of it, rounded up for its BAR alone. */
  @Test
  void agreesWithTheModelWhereNothingIsSetApart() {
    Random random = new Random(20_241_013);
    for (int round = 0; round < ROUNDS; round++) {
      long base = random.nextLong() >>> random.nextInt(64);
      long size = round % 2 == 0 ? 1 + (anySize(random) >>> 1) : sizeNearAPowerOfTwo(random);
      MemoryProperties memory = new MemoryProperties(base, size);
      assertEquals(uncutModel(base, size), uncut(memory), memory.toString());
    }
  }

  private static String uncut(MemoryProperties memory) {
    try {
      MemorySplit split = MemorySplit.whole(memory);
      return text(split.usemem()) + split.resmem().map(MemorySplitPropertyTest::text).orElse("");
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  private static String uncutModel(long unsignedBase, long unsignedSize) {
    BigInteger base = unsigned(unsignedBase);
    BigInteger size = unsigned(unsignedSize);
    BigInteger bar = powerOfTwo(size);
    boolean fits = base.add(size).compareTo(WRAP) < 0 && bar.compareTo(WRAP) < 0;
    return fits ? text(base, size, bar) : "EOVERFLOW";
  }

  private static long anySize(Random random) {
    return random.nextLong() >>> random.nextInt(64);
  }

  /** Where rounding decides which BAR holds it. */
  private static long sizeNearAPowerOfTwo(Random random) {
    long carveOut = GIB.longValue();
    return (1L << (29 + random.nextInt(35))) + carveOut + random.nextLong(-carveOut, carveOut);
  }

  private static String actual(MemoryProperties memory, BarSizing sizing) {
    try {
      MemorySplit split = MemorySplit.withCarveOut(memory, sizing);
      return text(split.usemem()) + " and " + text(split.resmem().orElseThrow());
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  private static String text(MemoryRange range) {
    return "%x+%x in %x".formatted(range.base(), range.length(), range.barSize());
  }

  private static String model(long unsignedBase, long unsignedSize, BarSizing sizing) {
    BigInteger base = unsigned(unsignedBase);
    BigInteger size = unsigned(unsignedSize);
    BigInteger usable = size.subtract(GIB);
    if (usable.signum() < 0) {
      return "EOVERFLOW";
    }
    BigInteger length = usable.subtract(usable.mod(MEMBLOCK));
    if (length.equals(ZERO)) {
      return "EINVAL";
    }
    BigInteger bar = powerOfTwo(sizing == BarSizing.V17 ? length : usable);
    BigInteger resmemBase = base.add(length);
    if (resmemBase.compareTo(WRAP) >= 0 || bar.compareTo(WRAP) >= 0) {
      return "EOVERFLOW";
    }
    BigInteger resmem = size.subtract(length);
    return text(base, length, bar) + " and " + text(resmemBase, resmem, powerOfTwo(resmem));
  }

  private static BigInteger powerOfTwo(BigInteger atLeast) {
    BigInteger power = ONE;
    while (power.compareTo(atLeast) < 0) {
      power = power.shiftLeft(1);
    }
    return power;
  }

  private static String text(BigInteger base, BigInteger length, BigInteger bar) {
    return base.toString(16) + "+" + length.toString(16) + " in " + bar.toString(16);
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
