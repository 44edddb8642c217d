package io.vfio4j.example.edu;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;

/**
 * The bytes of an access as a number. The card knows accesses of 4 and 8 bytes: of any other it
 * reads as all ones, and drops what is written.
 */
final class Access {
  private static final byte ALL_ONES = -1;
  private static final ValueLayout.OfInt INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Access() {}

  /**
   * Answers a read.
   *
   * @param target the bytes that are read
   * @param register what the card answers to a read of 4 or 8 bytes
   */
  static void answer(MemorySegment target, IntToLongFunction register) {
    switch ((int) target.byteSize()) {
      case Integer.BYTES -> target.set(INT, 0, (int) register.applyAsLong(Integer.BYTES));
      case Long.BYTES -> target.set(LONG, 0, register.applyAsLong(Long.BYTES));
      default -> target.fill(ALL_ONES);
    }
  }

  /** What a write writes, zero-extended; empty if the card does not know such a write. */
  static OptionalLong value(MemorySegment source) {
    return switch ((int) source.byteSize()) {
      case Integer.BYTES -> OptionalLong.of(Integer.toUnsignedLong(source.get(INT, 0)));
      case Long.BYTES -> OptionalLong.of(source.get(LONG, 0));
      default -> OptionalLong.empty();
    };
  }
}
