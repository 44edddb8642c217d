package io.vfio4j.core.pci.irq;

import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.config.RawCapabilities;

/**
 * The control register of a function's MSI or MSI-X capability, at its offset 2, as the host's own
 * PCI code reads and writes it.
 *
 * <pre>
 *   MSI     bit 0 enable, bits 3:1 log2 of what it is capable of, bits 6:4 log2 of what is enabled
 *   MSI-X   bits 10:0 table size - 1, bit 14 all masked, bit 15 enable
 * </pre>
 */
sealed interface MessageCapability {

  /** How many vectors the function has. */
  int vectors();

  /** Turns the capability on in hardware, for that many vectors. */
  void enable(int count);

  /** Turns it off. */
  void disable();

  /** While it is on, for that many vectors: after a reset, what the host had written before. */
  void restore(int count);

  /** While it is on: a vector has got an eventfd, or has none. */
  void bound(int vector, boolean bound);

  /** The function's MSI capability, or one of no vectors. */
  static MessageCapability msi(HostFunction function) {
    int start = RawCapabilities.find(function, 0x05).orElse(0);
    return new Msi(function, start, new MsiMasks(function, start));
  }

  /** The function's MSI-X capability, or one of no vectors. */
  static MessageCapability msix(HostFunction function) {
    return new Msix(function, RawCapabilities.find(function, 0x11).orElse(0));
  }

  /** The logarithm to base 2, rounded up. */
  static int queueSize(int count) {
    return count <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  /**
   * MSI.
   *
   * @param start 0 if there is none
   * @param masks its mask bits
   */
  record Msi(HostFunction function, int start, MsiMasks masks) implements MessageCapability {
    private static final int ENABLE = 0x0001;
    private static final int CAPABLE_SHIFT = 1;
    private static final int ENABLED = 0x0070;
    private static final int ENABLED_SHIFT = 4;

    /** More than 32 is reserved. */
    private static final int MOST = 5;

    @Override
    public int vectors() {
      return start == 0 ? 0 : 1 << Math.min(control() >> CAPABLE_SHIFT & 0x7, MOST);
    }

    @Override
    public void enable(int count) {
      masks.maskAll(vectors());
      turnOn(count);
    }

    private void turnOn(int count) {
      int size = queueSize(count) << ENABLED_SHIFT;
      function.configWrite(start + 2, 2, (control() & ~ENABLED) | size | ENABLE);
    }

    @Override
    public void disable() {
      function.configWrite(start + 2, 2, control() & ~ENABLE);
      masks.unmaskAll();
    }

    /** A function that was in D3hot may have forgotten that it is on. */
    @Override
    public void restore(int count) {
      masks.restore();
      if ((control() & ENABLE) == 0) {
        turnOn(count);
      }
    }

    @Override
    public void bound(int vector, boolean bound) {
      masks.mask(vector, !bound);
    }

    private int control() {
      return function.configRead(start + 2, 2);
    }
  }

  /**
   * MSI-X.
   *
   * @param start 0 if there is none
   */
  record Msix(HostFunction function, int start) implements MessageCapability {
    private static final int SIZE = 0x07ff;
    private static final int ALL_MASKED = 0x4000;
    private static final int ENABLE = 0x8000;

    @Override
    public int vectors() {
      return start == 0 ? 0 : (control() & SIZE) + 1;
    }

    @Override
    public void enable(int count) {
      function.configWrite(start + 2, 2, (control() & ~ALL_MASKED) | ENABLE);
    }

    @Override
    public void disable() {
      function.configWrite(start + 2, 2, control() & ~(ALL_MASKED | ENABLE));
    }

    @Override
    public void restore(int count) {
      if ((control() & ENABLE) == 0) {
        enable(count);
      }
    }

    /** Masks of MSI-X are in its table, which is the client's. */
    @Override
    public void bound(int vector, boolean bound) {}

    private int control() {
      return function.configRead(start + 2, 2);
    }
  }
}
