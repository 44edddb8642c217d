package io.vfio4j.testkit.fake;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What answers for a register of 32 bits. */
record ScriptedRegister(LongSupplier read, LongConsumer write) {
  static final int WIDTH = 4;
  static final ScriptedRegister NOTHING = new ScriptedRegister(() -> 0, value -> {});

  private static final long ALL = 0xffff_ffffL;

  /** A part of it, from byte {@code at} on. */
  long read(int at, int width) {
    return ((read.getAsLong() & ALL) >>> bits(at)) & mask(width);
  }

  void write(int at, int width, long value) {
    long part = mask(width) << bits(at);
    long rest = part == ALL ? 0 : read.getAsLong() & ALL & ~part;
    write.accept(rest | ((value << bits(at)) & part));
  }

  private static int bits(int bytes) {
    return bytes * Byte.SIZE;
  }

  private static long mask(int width) {
    return (1L << bits(width)) - 1;
  }
}
