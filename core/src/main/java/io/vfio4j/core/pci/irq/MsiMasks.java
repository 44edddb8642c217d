package io.vfio4j.core.pci.irq;

import io.vfio4j.core.host.HostFunction;

/**
 * The mask bits of MSI, one for each vector, in the hands of the host's interrupt layer: while MSI
 * is on every vector is masked but those with an eventfd, when it is off none is. That layer
 * remembers what it wrote and writes all of it again, whatever a client has written meanwhile. Any
 * thread: a client can reset the functions of others.
 */
final class MsiMasks {
  private static final int WIDE = 0x0080;
  private static final int MASKABLE = 0x0100;
  private static final int REGISTER = 0x0c;
  private static final int WIDE_REGISTER = 0x10;

  private final HostFunction function;
  private final int start;
  private int written;

  MsiMasks(HostFunction function, int start) {
    this.function = function;
    this.start = start;
  }

  /** MSI is turned on. */
  synchronized void maskAll(int vectors) {
    write(vectors >= Integer.SIZE ? -1 : (1 << vectors) - 1);
  }

  /** A vector has got an eventfd, or lost it. */
  synchronized void mask(int vector, boolean masked) {
    int bit = 1 << vector;
    write(masked ? written | bit : written & ~bit);
  }

  /** The function was reset. */
  synchronized void restore() {
    write(written);
  }

  /** MSI is turned off. */
  synchronized void unmaskAll() {
    write(0);
  }

  private void write(int masks) {
    written = masks;
    int control = start == 0 ? 0 : function.configRead(start + 2, 2);
    if ((control & MASKABLE) != 0) {
      int register = (control & WIDE) == 0 ? REGISTER : WIDE_REGISTER;
      function.configWrite(start + register, 4, masks);
    }
  }
}
