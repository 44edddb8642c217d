package io.vfio4j.plugin.nvgrace;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What is to be read and written of config space with fake BARs, byte by byte: written from what is
 * known of Linux' driver and from docs/differences.md, and from nothing of this plugin.
 */
final class FakeBarModel {
  private static final int BAR2 = 0x18;
  private static final int BAR4 = 0x20;
  private static final int END = 0x28;

  private final byte[] core = new byte[FakeCore.CONFIG_SIZE];
  private final byte[] written = new byte[END];
  private final BigInteger resmemBar;
  private final BigInteger usememBar;

  /**
   * Nothing written yet.
   *
   * @param resmemBar size of BAR 2/3; 0 if that is the hardware's
   * @param usememBar size of BAR 4/5
   */
  FakeBarModel(long resmemBar, long usememBar) {
    this.resmemBar = BigInteger.valueOf(resmemBar);
    this.usememBar = BigInteger.valueOf(usememBar);
  }

  /** At open, and at each reset. */
  void reset() {
    Arrays.fill(written, (byte) 0);
  }

  /** How many of the bytes are taken by one call: those before a fake BAR, or those in it. */
  int write(int offset, byte[] bytes) {
    int count = 0;
    while (count < bytes.length && owner(offset, bytes, count) == owner(offset, bytes, 0)) {
      byte[] target = owner(offset, bytes, count) == 0 ? core : written;
      target[offset + count] = bytes[count];
      count++;
    }
    return count;
  }

  byte[] read(int offset, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int bar = owner(offset, bytes, i);
      bytes[i] = bar == 0 ? core[offset + i] : shown(bar, offset + i - bar);
    }
    return bytes;
  }

  /** The fake BAR that a byte of an access belongs to; 0 for core. */
  private int owner(int offset, byte[] access, int index) {
    int at = offset + index;
    boolean touchesBar2 = offset < BAR4 && offset + access.length > BAR2;
    if (at < BAR2 || at >= END || (resmemBar.signum() == 0 && touchesBar2)) {
      return 0;
    }
    return at < BAR4 ? BAR2 : BAR4;
  }

  /** The address as it was written, as far as the size leaves it; then 64 bits, prefetchable. */
  private byte shown(int bar, int index) {
    byte[] bigEndian = new byte[8];
    for (int i = 0; i < 8; i++) {
      bigEndian[7 - i] = written[bar + i];
    }
    BigInteger size = bar == BAR2 ? resmemBar : usememBar;
    BigInteger address = new BigInteger(1, bigEndian);
    BigInteger value = address.subtract(address.mod(size)).or(BigInteger.valueOf(0xc));
    return value.shiftRight(8 * index).byteValue();
  }
}
