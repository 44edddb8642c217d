package io.vfio4j.core.host.sim.register;

/** One register or a few, each of four bytes, that are not plain memory. */
public interface RegisterBlock {

  /**
   * What a register holds.
   *
   * @param at from the block's start, a multiple of 4
   */
  int read(int at);

  /** A register is written. Arguments as {@link #read}. */
  void write(int at, int value);

  /** The function is reset. */
  default void reset() {}

  /** The client goes: what the block has begun for it ends. */
  default void abort() {}
}
