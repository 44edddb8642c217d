package io.vfio4j.core.host.sim.irq;

/** One bit for each vector. Any thread. */
public final class PendingBits {
  private final int count;
  private final long[] words;
  private final Mirror mirror;

  /** Where the bits can be seen as well. */
  public interface Mirror {
    /** Sees nothing. */
    Mirror NONE = (_, _) -> {};

    /** A word has changed. */
    void update(int word, long bits);
  }

  /** Bits for so many vectors, none set. */
  public PendingBits(int count, Mirror mirror) {
    this.count = count;
    this.words = new long[(count + 63) / 64];
    this.mirror = mirror;
  }

  /** How many vectors there are. */
  int count() {
    return count;
  }

  synchronized void set(int vector) {
    put(vector / 64, words[vector / 64] | bit(vector));
  }

  /** Clears a bit; returns whether it was set. */
  synchronized boolean take(int vector) {
    long before = words[vector / 64];
    put(vector / 64, before & ~bit(vector));
    return (before & bit(vector)) != 0;
  }

  synchronized void clearAll() {
    for (int word = 0; word < words.length; word++) {
      put(word, 0);
    }
  }

  /** Sixty-four of them. */
  public synchronized long word(int index) {
    return words[index];
  }

  private void put(int word, long bits) {
    if (words[word] != bits) {
      words[word] = bits;
      mirror.update(word, bits);
    }
  }

  private static long bit(int vector) {
    return 1L << (vector % 64);
  }
}
