package io.vfio4j.distribution.demo;

import java.util.Random;

/** Bytes that nothing has by chance. */
final class Patterns {
  private static final long SEED = 0x7666696f346aL;

  private Patterns() {}

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }
}
