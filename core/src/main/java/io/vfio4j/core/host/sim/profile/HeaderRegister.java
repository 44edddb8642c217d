package io.vfio4j.core.host.sim.profile;

/**
 * A register of the header that is not as registers usually are.
 *
 * @param offset in config space, a multiple of the width
 * @param width 1, 2 or 4 bytes
 * @param value what firmware has left in it; a reset clears what can be written of it
 * @param writable the bits that can be written
 */
public record HeaderRegister(int offset, int width, int value, int writable) {

  /** What it holds after a reset. */
  public int afterReset() {
    return value & ~writable;
  }
}
