package io.vfio4j.core.host.sim.register;

import io.vfio4j.core.host.sim.irq.PendingBits;

/** The pending bits of MSI-X, which software only reads. */
record PendingBitsBlock(PendingBits bits) implements RegisterBlock {

  @Override
  public int read(int at) {
    long word = bits.word(at / Long.BYTES);
    return (int) (at % Long.BYTES == 0 ? word : word >>> Integer.SIZE);
  }

  @Override
  public void write(int at, int value) {}
}
