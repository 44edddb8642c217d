package io.vfio4j.core.host.sim.profile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A piece of config space as hardware has it after a reset: the bytes, which bits can be written,
 * and which are cleared by writing a one. Little endian.
 */
public final class RegisterImage {
  private final byte[] values;
  private final byte[] writable;
  private final byte[] clearOnOne;

  /** All zero and read-only. */
  public RegisterImage(int length) {
    values = new byte[length];
    writable = new byte[length];
    clearOnOne = new byte[length];
  }

  private RegisterImage(byte[] values, byte[] writable, byte[] clearOnOne) {
    this.values = values;
    this.writable = writable;
    this.clearOnOne = clearOnOne;
  }

  /** The same to read from, in less memory: most of 4 KiB of config space is zeros at its end. */
  public RegisterImage trimmed() {
    return new RegisterImage(trimmed(values), trimmed(writable), trimmed(clearOnOne));
  }

  private static byte[] trimmed(byte[] array) {
    int length = array.length;
    while (length > 0 && array[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(array, length);
  }

  private static ByteBuffer littleEndian(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** In bytes. */
  public int length() {
    return values.length;
  }

  /** The bytes after a reset, the very ones. */
  public byte[] bytes() {
    return values;
  }

  /** The bits that can be written, the very ones. */
  public byte[] writable() {
    return writable;
  }

  /** The bits that a one clears, the very ones. */
  public byte[] clearOnOne() {
    return clearOnOne;
  }

  /** Puts the bytes after a reset into an array, and zeros behind them. */
  public void copyTo(byte[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
    Arrays.fill(target, values.length, target.length, (byte) 0);
  }

  /** The same for a part of the array. */
  public void copyTo(byte[] target, int from, int to) {
    for (int at = from; at < to; at++) {
      target[at] = at < values.length ? values[at] : 0;
    }
  }

  /** The bits of a byte that can be written. */
  public int writable(int at) {
    return at < writable.length ? writable[at] : 0;
  }

  /** The bits of a byte that a one clears. */
  public int clearOnOne(int at) {
    return at < clearOnOne.length ? clearOnOne[at] : 0;
  }

  /** Sets a byte. */
  public RegisterImage put8(int at, int value) {
    littleEndian(values).put(at, (byte) value);
    return this;
  }

  /** Sets two bytes. */
  public RegisterImage put16(int at, int value) {
    littleEndian(values).putShort(at, (short) value);
    return this;
  }

  /** Sets four bytes. */
  public RegisterImage put32(int at, int value) {
    littleEndian(values).putInt(at, value);
    return this;
  }

  /** Sets eight bytes. */
  public RegisterImage put64(int at, long value) {
    littleEndian(values).putLong(at, value);
    return this;
  }

  /** Sets as many bytes as are given. */
  public RegisterImage put(int at, byte[] data) {
    littleEndian(values).put(at, data);
    return this;
  }

  /** Lets bits of as many bytes as are given be written. */
  public RegisterImage writable(int at, byte[] mask) {
    littleEndian(writable).put(at, mask);
    return this;
  }

  /** Lets bits of two bytes be written. */
  public RegisterImage writable16(int at, int mask) {
    littleEndian(writable).putShort(at, (short) mask);
    return this;
  }

  /** Lets bits of four bytes be written. */
  public RegisterImage writable32(int at, int mask) {
    littleEndian(writable).putInt(at, mask);
    return this;
  }

  /** Lets bits of two bytes be cleared by a one. */
  public RegisterImage clearOnOne16(int at, int mask) {
    littleEndian(clearOnOne).putShort(at, (short) mask);
    return this;
  }

  /** Lets bits of four bytes be cleared by a one. */
  public RegisterImage clearOnOne32(int at, int mask) {
    littleEndian(clearOnOne).putInt(at, mask);
    return this;
  }

  /** Puts another image into this one. */
  public void place(int at, RegisterImage other) {
    littleEndian(values).put(at, other.bytes());
    littleEndian(writable).put(at, other.writable());
    littleEndian(clearOnOne).put(at, other.clearOnOne());
  }
}
