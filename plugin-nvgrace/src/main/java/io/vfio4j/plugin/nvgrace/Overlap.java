package io.vfio4j.plugin.nvgrace;

/**
 * The part that an access to config space and a register have in common.
 *
 * <pre>
 *                registerOffset
 *              |------->|
 *   register   +--------------------+
 *   access              +------------------------+
 *                       |---count-->|            bufferOffset is 0 here; it is more than
 *                                                0 where the access begins first
 * </pre>
 *
 * @param bufferOffset the first byte of the access that is in the register
 * @param count how many bytes; 0 if they have none in common
 * @param registerOffset the first byte of the register that is accessed
 */
record Overlap(int bufferOffset, int count, int registerOffset) {
  private static final Overlap NONE = new Overlap(0, 0, 0);

  /**
   * Compares two ranges of config space.
   *
   * @param access the first byte accessed, at least 0
   * @param accessCount how many bytes; the end of the access does not wrap
   * @param register the register's first byte
   * @param registerCount the register's size
   */
  static Overlap of(long access, long accessCount, int register, int registerCount) {
    long start = Math.max(access, register);
    long end = Math.min(access + accessCount, (long) register + registerCount);
    if (start >= end) {
      return NONE;
    }
    return new Overlap(
        Math.toIntExact(start - access),
        Math.toIntExact(end - start),
        Math.toIntExact(start - register));
  }
}
