package io.vfio4j.e2e;

import java.util.Random;

/**
 * Which steps of a long row are asked: some, by a seed.
 *
 * @param random what they are chosen by
 * @param oneOf of so many one
 */
record Sample(Random random, int oneOf) {

  static Sample some(long seed, int oneOf) {
    return new Sample(new Random(seed), oneOf);
  }

  boolean takes() {
    return random.nextInt(oneOf) == 0;
  }
}
